package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimilarAndAclTest {
  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void makeBucket() throws IOException {
    cli = Cli.withBucket(root);
  }

  @Test
  void whatAFileWouldBeComparedWithIsShown() throws IOException {
    cli.input(version(1)).ok("cp", "-", Cli.BUCKET + "/v1.1/app.zip");
    cli.input(version(2)).ok("cp", "-", Cli.BUCKET + "/v1.2/app.zip");
    cli.file("app.zip", version(3));

    assertThat(cli.ok("find-similar", "app.zip", Cli.BUCKET + "/v1.3/"))
        .containsPattern("reference [0-9a-f]{64}  family  200000 bytes  about (9[0-9]|100) % alike")
        .contains("object    s3://releases/v1.1/app.zip  family\n")
        .contains("1 references, 2 objects among ");
    assertThat(cli.ok("find-similar", "--json", Cli.BUCKET + "/v1.1/app.zip"))
        .contains("{\"type\":\"object\",\"target\":\"s3://releases/v1.2/app.zip\"")
        .doesNotContain("\"s3://releases/v1.1/app.zip\"");
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    cli.file("app.zip", version(3));
    assertThat(cli.run("find-similar", "app.zip").failure(ExitCode.USAGE))
        .contains("say where it would be stored");
    assertThat(cli.run("find-similar", Cli.BUCKET + "/none.zip").failure(ExitCode.NOT_FOUND))
        .contains("no such object");
    assertThat(cli.run("find-similar", "none.zip", Cli.BUCKET).failure(ExitCode.NOT_FOUND))
        .contains("no such file");
  }

  @Test
  void otherStoresRefuseAccessControlLists() {
    assertThat(cli.run("get-bucket-acl", Cli.BUCKET).failure(ExitCode.REFUSED))
        .contains("only S3 has access control lists");
    assertThat(cli.run("put-bucket-acl", "--acl", "private", Cli.BUCKET).failure(ExitCode.REFUSED))
        .contains("only S3 has access control lists");
  }

  @Test
  void aListIsEitherCannedOrGrants() {
    assertThat(cli.run("put-bucket-acl", Cli.BUCKET).failure(ExitCode.USAGE))
        .contains("needs either --acl or grants");
    assertThat(
            cli.run("put-bucket-acl", "--acl", "private", "--grant-read", "id=a", Cli.BUCKET)
                .failure(ExitCode.USAGE))
        .contains("needs either --acl or grants");
    assertThat(cli.run("put-bucket-acl", "--acl", "open", Cli.BUCKET).failure(ExitCode.USAGE))
        .contains("is none of authenticated-read, private, public-read, public-read-write");
    assertThat(
            cli.run("put-bucket-acl", "--acl", "private", Cli.BUCKET + "/x")
                .failure(ExitCode.USAGE))
        .contains("names an object, not a bucket");
  }
}
