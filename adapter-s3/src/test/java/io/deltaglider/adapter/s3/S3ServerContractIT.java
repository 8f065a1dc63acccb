package io.deltaglider.adapter.s3;

import io.deltaglider.port.storage.Bucket;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StoragePort;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The contract against a server that is started elsewhere and holds nothing of value: <b>all its
 * buckets are deleted</b>. Only run by name, with {@code -Ddeltaglider.s3.endpoint}, {@code
 * -Ddeltaglider.s3.accessKey} and {@code -Ddeltaglider.s3.secretKey}; what the server lacks without
 * saying so is listed in {@code -Ddeltaglider.s3.lacks}.
 */
final class S3ServerContractIT extends S3ContractFixture {
  private static final S3StorageConfig CONFIG =
      S3StorageConfig.DEFAULT
          .withEndpoint(URI.create(property("endpoint")))
          .withRegion("us-east-1")
          .withCredentials(S3Credentials.of(property("accessKey"), property("secretKey")))
          .withChunkedEncoding(
              Boolean.parseBoolean(System.getProperty("deltaglider.s3.chunked", "true")));

  private static final S3Client CLIENT = S3Clients.create(CONFIG);

  private static String property(String name) {
    return Optional.ofNullable(System.getProperty("deltaglider.s3." + name))
        .orElseThrow(() -> new IllegalStateException("set -Ddeltaglider.s3." + name));
  }

  private static S3StorageOptions options() {
    S3StorageOptions options = S3StorageOptions.DEFAULT;
    for (String name : System.getProperty("deltaglider.s3.lacks", "").split(",", -1)) {
      if (!name.isEmpty()) {
        options = options.with(Capability.valueOf(name), false);
      }
    }
    return options;
  }

  @Override
  protected StoragePort openEmptyStorage() {
    S3Storage storage = new S3Storage(CLIENT, options(), Clock.systemUTC());
    for (Bucket bucket : storage.listBuckets()) {
      String name = bucket.name();
      CLIENT
          .listMultipartUploads(b -> b.bucket(name))
          .uploads()
          .forEach(
              upload ->
                  CLIENT.abortMultipartUpload(
                      b -> b.bucket(name).key(upload.key()).uploadId(upload.uploadId())));
      empty(storage, name);
      storage.deleteBucket(name);
    }
    return storage;
  }

  private static void empty(S3Storage storage, String bucket) {
    Optional<String> token;
    do {
      ObjectPage page = storage.list(ListQuery.of(bucket, ""));
      page.objects().forEach(object -> storage.delete(bucket, DeleteRequest.of(object.key())));
      token = page.nextPageToken();
    } while (token.isPresent());
  }
}
