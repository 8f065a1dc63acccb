package io.deltaglider.sdk.s3;

import java.util.Random;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Versions of an archive, and the bucket that they go to. */
final class Versions {
  static final String BUCKET = "releases";
  static final String FIRST = "v1.0.0/app.zip";
  static final String SECOND = "v1.0.1/app.zip";
  static final String SMALL = "docs/readme.txt";

  private static final int BYTES = 96 * 1024;
  private static final long SEED = 7;

  private Versions() {}

  /** Returns the content of a version; they differ in a few bytes. */
  static byte[] content(int number) {
    byte[] bytes = new byte[BYTES];
    new Random(SEED).nextBytes(bytes);
    for (int i = 0; i < number * 10; i++) {
      bytes[4000 + 800 * i] ^= (byte) number;
    }
    return bytes;
  }

  static PutObjectResponse put(S3Client client, String key, byte[] content) {
    return client.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
  }

  static byte[] get(S3Client client, String key) {
    return client.getObjectAsBytes(r -> r.bucket(BUCKET).key(key)).asByteArray();
  }

  /**
   * Creates the bucket with two versions, of which the second is a delta of the first's content.
   */
  static void prepare(S3Client client) {
    client.createBucket(r -> r.bucket(BUCKET));
    put(client, FIRST, content(0));
    put(client, SECOND, content(1));
  }

  static String code(S3Exception e) {
    return e.statusCode() + " " + e.awsErrorDetails().errorCode();
  }
}
