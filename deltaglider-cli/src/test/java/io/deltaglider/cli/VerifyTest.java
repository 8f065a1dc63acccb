package io.deltaglider.cli;

import static io.deltaglider.cli.Cli.BUCKET;
import static io.deltaglider.cli.Versions.text;
import static io.deltaglider.cli.Versions.unrelated;
import static io.deltaglider.cli.Versions.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  private static final String PLAIN = BUCKET + "/plain.zip";
  private static final String DELTA = BUCKET + "/v1.1/app.zip";

  @TempDir Path root;
  private Cli cli;

  @BeforeEach
  void storeOneOfEachForm() throws IOException {
    cli = Cli.withBucket(root);
    for (int number = 0; number < 2; number++) {
      cli.file("app.zip", version(number));
      cli.ok("cp", "app.zip", BUCKET + "/v1." + number + "/");
    }
    cli.file("plain.zip", unrelated(3));
    cli.ok("cp", "--no-delta", "plain.zip", PLAIN);
  }

  private Path reference() {
    String name = ".deltaglider/references/" + sha256(version(0)) + "/reference.bin";
    return cli.stored(name);
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @DisplayName("P-25, L-55: verify works for every form and says what it has proven")
  @Test
  void saysWhatIsProven() {
    assertThat(cli.ok("verify", PLAIN))
        .isEqualTo(
            "valid: " + PLAIN + " (stored whole and read; SHA-256 " + sha256(unrelated(3)) + ")\n");
    assertThat(cli.ok("verify", DELTA))
        .isEqualTo(
            "valid: "
                + DELTA
                + " (delta and reference were read and decoded; SHA-256 "
                + sha256(version(1))
                + ")\n");
    assertThat(cli.ok("verify", "--json", DELTA))
        .isEqualTo(
            "{\"type\":\"object\",\"target\":\""
                + DELTA
                + "\",\"result\":\"valid\",\"detail\":\"delta and reference were read and decoded;"
                + " SHA-256 "
                + sha256(version(1))
                + "\",\"size\":200000}\n");
    assertThat(cli.ok("verify", "-r", BUCKET))
        .hasLineCount(4)
        .endsWith(
            "verified 3 objects: 3 valid, 0 readable without a recorded hash, 0 invalid,"
                + " 0 not verified because of errors\n");
  }

  @DisplayName("P-18, P-25: a changed byte of a whole object is invalid, under its own key")
  @Test
  void findsADamagedPlainObject() throws IOException {
    Damage.flip(cli.stored("plain.zip"), 123_456);
    byte[] damaged = unrelated(3);
    damaged[123_456] ^= 1;

    assertThat(cli.run("verify", PLAIN).failure(ExitCode.DAMAGED))
        .isEqualTo(
            "deltaglider: verify: "
                + PLAIN
                + ": content is damaged: expected SHA-256 "
                + sha256(unrelated(3))
                + ", found SHA-256 "
                + sha256(damaged));
  }

  @DisplayName("P-18, P-25: a changed byte of a delta is invalid, under its own key")
  @Test
  void findsADamagedDelta() throws IOException {
    Damage.flip(cli.stored("v1.1/app.zip"), 40);

    assertThat(cli.run("verify", DELTA).failure(ExitCode.DAMAGED))
        .startsWith("deltaglider: verify: " + DELTA + ": ")
        .contains("expected SHA-256", "found SHA-256");
    Result download = cli.run("cp", DELTA, "-");
    assertThat(download.failure(ExitCode.DAMAGED)).contains(DELTA);
    assertThat(download.out()).isEmpty();
  }

  @DisplayName("P-18, L-55: a changed byte of a reference is found now, although it is cached")
  @Test
  void findsADamagedReference() throws IOException {
    cli.ok("verify", DELTA);
    cli.content(DELTA);
    Damage.flip(reference(), 1000);

    assertThat(cli.run("verify", DELTA).failure(ExitCode.DAMAGED))
        .startsWith("deltaglider: verify: " + DELTA + ": ")
        .contains("expected SHA-256 " + sha256(version(0)));
    cli.ok("verify", PLAIN);
  }

  @DisplayName("P-18, L-55: a lost reference is found now, although it is cached")
  @Test
  void findsALostReference() throws IOException {
    cli.content(DELTA);
    Files.delete(reference());

    assertThat(cli.run("verify", DELTA).failure(ExitCode.DAMAGED))
        .startsWith("deltaglider: verify: " + DELTA + ": ")
        .contains(sha256(version(0)));
  }

  @DisplayName("P-25: verify of many counts what is invalid and goes on")
  @Test
  void verifiesTheOthersToo() throws IOException {
    Damage.flip(cli.stored("plain.zip"), 0);

    Result result = cli.run("verify", "-r", "--json", BUCKET);

    assertThat(result.failure(ExitCode.DAMAGED)).contains(PLAIN);
    assertThat(result.lines())
        .hasSize(4)
        .last()
        .isEqualTo("{\"type\":\"summary\",\"valid\":2,\"readable\":0,\"invalid\":1,\"errors\":0}");
    assertThat(result.lines().get(0)).contains(PLAIN, "\"result\":\"invalid\"");
  }

  @DisplayName("P-25: an object whose metadata cannot be read hides no other")
  @Test
  void listsAndVerifiesBesideDamagedMetadata() throws IOException {
    Path file = cli.stored("v1.0/app.zip");
    Damage.flip(file, Files.size(file) - 30);

    Result result = cli.run("verify", "-r", BUCKET);

    assertThat(result.failure(ExitCode.DAMAGED)).contains(BUCKET + "/v1.0/app.zip");
    assertThat(result.out()).contains("2 valid").contains("1 invalid");
    assertThat(cli.ok("ls", "-r", BUCKET)).hasLineCount(3).contains("v1.0/app.zip");
    assertThat(cli.run("stats", BUCKET).failure(ExitCode.DAMAGED)).contains("v1.0/app.zip");
    cli.ok("rm", BUCKET + "/v1.0/app.zip");
    assertThat(cli.ok("ls", "-r", BUCKET)).hasLineCount(2);
  }

  @Test
  void aMissingObjectIsNotFound() {
    assertThat(cli.run("verify", BUCKET + "/nothing").failure(ExitCode.NOT_FOUND))
        .isEqualTo("deltaglider: verify: s3://releases/nothing: no such object");
    assertThat(cli.run("verify", BUCKET).failure(ExitCode.USAGE)).contains("--recursive");
  }

  @DisplayName("L-55: an object that was replaced is verified as it is now")
  @Test
  void verifiesWhatIsThereNow() {
    cli.ok("verify", PLAIN);
    cli.input(text("new")).ok("cp", "-", PLAIN);

    assertThat(cli.ok("verify", PLAIN)).contains(sha256(text("new")));
  }
}
