package io.deltaglider.cli;

import io.deltaglider.testserver.gcs.GcsTestServer;
import io.deltaglider.testserver.s3.S3TestServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * S3 and Google Cloud Storage in this process for all tests of a class, without buckets before each
 * of them. Meanwhile the process has the credentials of S3.
 */
final class CloudServers implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private static final String ACCESS_KEY = "aws.accessKeyId";
  private static final String SECRET_KEY = "aws.secretAccessKey";

  private S3TestServer s3;
  private GcsTestServer gcs;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    s3 = S3TestServer.start();
    gcs = GcsTestServer.start();
    System.setProperty(ACCESS_KEY, S3TestServer.ACCESS_KEY);
    System.setProperty(SECRET_KEY, S3TestServer.SECRET_KEY);
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    s3.reset();
    gcs.reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.clearProperty(ACCESS_KEY);
    System.clearProperty(SECRET_KEY);
    s3.close();
    gcs.close();
  }

  S3TestServer s3() {
    return s3;
  }

  GcsTestServer gcs() {
    return gcs;
  }

  /** Returns an environment that reaches both servers, and S3 unless a command names another. */
  Cli cli(Path root) throws IOException {
    Cli cli = new Cli(root);
    cli.variables().remove("DG_STORE");
    return cli.variable("AWS_ENDPOINT_URL", s3.endpoint().toString())
        .variable("AWS_REGION", "eu-central-1")
        .variable("STORAGE_EMULATOR_HOST", gcs.uri().toString());
  }
}
