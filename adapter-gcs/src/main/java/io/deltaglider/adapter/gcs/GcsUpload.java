package io.deltaglider.adapter.gcs;

import com.google.api.client.googleapis.media.MediaHttpUploader;
import com.google.api.client.http.HttpIOExceptionHandler;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.StorageObject;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Sends contents: small ones in one request, others by a resumable upload, which is cancelled if it
 * fails. The content is read once before, so that its checksum goes first and the service refuses
 * what was damaged on its way, with nothing stored. Thread-safe.
 */
final class GcsUpload {
  private static final String ACTION = "put";
  private static final int BUFFER_BYTES = 1 << 16;

  private final GcsClient client;
  private final GcsUploadOptions options;

  GcsUpload(GcsClient client, GcsUploadOptions options) {
    this.client = client;
    this.options = options;
  }

  /**
   * Stores an object.
   *
   * @param generation the one that must be the current, 0 for no object, empty for any
   */
  StorageObject put(
      ObjectAddress address,
      ContentSource source,
      StorageObject resource,
      OptionalLong generation) {
    AtomicReference<@Nullable String> session = new AtomicReference<>();
    UploadContent content =
        new UploadContent(Optional.ofNullable(resource.getContentType()), source);
    boolean done = false;
    try (content) {
      resource.setCrc32c(checksum(content));
      Storage.Objects.Insert insert =
          client
              .api(request -> prepare(request, content, session))
              .objects()
              .insert(address.bucket(), resource, content);
      insert.setDisableGZipContent(true);
      generation.ifPresent(insert::setIfGenerationMatch);
      MediaHttpUploader uploader = insert.getMediaHttpUploader();
      uploader.setDirectUploadEnabled(source.size() <= options.resumableAbove());
      uploader.setChunkSize(options.chunkBytes());
      StorageObject stored = insert.execute();
      done = true;
      return stored;
    } catch (IOException e) {
      throw failure(e, content, address);
    } finally {
      String begun = session.get();
      if (!done && begun != null) {
        cancel(begun, address);
      }
    }
  }

  private static String checksum(UploadContent content) throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER_BYTES];
    InputStream in = content.getInputStream();
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      crc.update(buffer, 0, count);
    }
    byte[] value = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    return Base64.getEncoder().encodeToString(value);
  }

  /** Lets the session's address be seen, and ends the retries when it is the content that fails. */
  private void prepare(
      HttpRequest request, UploadContent content, AtomicReference<@Nullable String> session)
      throws IOException {
    client.prepare(request);
    HttpIOExceptionHandler retries = request.getIOExceptionHandler();
    request.setIOExceptionHandler(
        (sent, retry) -> content.failure().isEmpty() && retries.handleIOException(sent, retry));
    request.setResponseInterceptor(
        response -> {
          String location = response.getHeaders().getLocation();
          if (location != null && response.isSuccessStatusCode()) {
            session.set(location);
          }
        });
  }

  private StorageException failure(IOException e, UploadContent content, ObjectAddress address) {
    if (content.failure().isEmpty()) {
      return client.failure(e, ACTION, address.bucket(), address);
    }
    IOException cause = content.failure().get();
    if (content.hasOtherSize()) {
      return GcsExceptions.failure(
          Kind.REJECTED, ACTION, address, String.valueOf(cause.getMessage()), cause);
    }
    return StorageException.ofBody(cause, ACTION + " " + address + ": reading the content");
  }

  /** A session that cannot be cancelled shows nothing and expires within a week. */
  private void cancel(String session, ObjectAddress address) {
    try {
      HttpResponse response = client.cancel(session).execute();
      response.disconnect();
    } catch (IOException e) {
      System.getLogger(GcsUpload.class.getName())
          .log(System.Logger.Level.WARNING, "cannot cancel the failed upload of " + address, e);
    }
  }
}
