package io.deltaglider.sdk.s3.compare;

import java.util.Random;
import java.util.function.Consumer;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Where a case runs: a client, a bucket that is the case's own, and an object to work with. */
final class World {
  private static final int VERSION_BYTES = 96 * 1024;
  private static final int SMALL_BYTES = 1000;
  private static final long SEED = 20260301;

  /** What kind of object a case works with. */
  enum Payload {
    /** Too small for a delta, of a kind that is never one. */
    SMALL("docs/readme.txt", "docs/copy.txt"),
    /** A later version of an archive: stored as a delta. */
    DELTA("releases/v1.0.1/app.zip", "releases/v1.0.2/app.zip");

    final String key;
    final String otherKey;

    Payload(String key, String otherKey) {
      this.key = key;
      this.otherKey = otherKey;
    }
  }

  final S3Client client;
  final String bucket;
  final Payload payload;
  final String key;
  final String otherKey;
  final byte[] content;
  final byte[] otherContent;

  World(S3Client client, String bucket, Payload payload) {
    this.client = client;
    this.bucket = bucket;
    this.payload = payload;
    this.key = payload.key;
    this.otherKey = payload.otherKey;
    this.content = payload == Payload.SMALL ? random(SMALL_BYTES) : version(1);
    this.otherContent = payload == Payload.SMALL ? random(SMALL_BYTES + 1) : version(2);
  }

  /** Creates the bucket, and for deltas the version that they are deltas of. */
  void prepare() {
    client.createBucket(r -> r.bucket(bucket));
    if (payload == Payload.DELTA) {
      put("releases/v1.0.0/app.zip", version(0));
    }
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(SEED).nextBytes(bytes);
    return bytes;
  }

  /** Returns one of several versions that differ in a few bytes. */
  static byte[] version(int number) {
    byte[] bytes = random(VERSION_BYTES);
    for (int i = 0; i < number * 10; i++) {
      bytes[5000 + i * 777] ^= (byte) (number + 1);
    }
    return bytes;
  }

  PutObjectResponse put(String name, byte[] bytes) {
    return put(name, bytes, r -> {});
  }

  PutObjectResponse put(String name, byte[] bytes, Consumer<PutObjectRequest.Builder> more) {
    return client.putObject(
        r -> {
          r.bucket(bucket).key(name);
          more.accept(r);
        },
        RequestBody.fromBytes(bytes));
  }

  /** Puts the payload under its key. */
  PutObjectResponse put() {
    return put(key, content);
  }

  ResponseBytes<GetObjectResponse> get(String name, Consumer<GetObjectRequest.Builder> more) {
    return client.getObjectAsBytes(
        r -> {
          r.bucket(bucket).key(name);
          more.accept(r);
        });
  }

  ResponseBytes<GetObjectResponse> get(String name) {
    return get(name, r -> {});
  }

  HeadObjectResponse head(String name, Consumer<HeadObjectRequest.Builder> more) {
    return client.headObject(
        r -> {
          r.bucket(bucket).key(name);
          more.accept(r);
        });
  }

  HeadObjectResponse head(String name) {
    return head(name, r -> {});
  }
}
