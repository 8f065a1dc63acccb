package io.deltaglider.adapter.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponse;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.ReadOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Opens objects by the XML API, whose answer says everything about the object beside its bytes: one
 * request for what this adapter put. Where headers cannot say it exactly, the JSON API is asked for
 * the generation that is being read. Thread-safe.
 */
final class GcsDownload {
  private static final String ACTION = "open";
  private static final int MAX_OVERTAKEN = 20;
  private static final String UNRESERVED = "-._~";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private final GcsClient client;
  private final GcsLookup lookup;

  GcsDownload(GcsClient client, GcsLookup lookup) {
    this.client = client;
    this.lookup = lookup;
  }

  ObjectReader open(ObjectAddress address, ReadOptions options) {
    for (int i = 0; i < MAX_OVERTAKEN; i++) {
      Optional<ObjectReader> reader = tryOpen(address, options);
      if (reader.isPresent()) {
        return reader.get();
      }
    }
    throw GcsExceptions.failure(
        Kind.UNAVAILABLE, ACTION, address, "it is overwritten again and again");
  }

  /** Returns empty if the object was overwritten before everything about it was known. */
  private Optional<ObjectReader> tryOpen(ObjectAddress address, ReadOptions options) {
    HttpResponse response = get(address, options);
    boolean handedOver = false;
    try {
      DownloadHeaders headers = new DownloadHeaders(response.getHeaders());
      Optional<StoredObject> found = headers.object(address);
      if (found.isEmpty()) {
        long generation = headers.generation().orElseThrow(() -> noGeneration(address));
        found = lookup.find(address, OptionalLong.of(generation));
      }
      if (found.isEmpty()) {
        return Optional.empty();
      }
      check(address, options, found.get().head());
      checkVerbatim(address, headers);
      ObjectReader reader = reader(address, options, found.get(), response);
      handedOver = true;
      return Optional.of(reader);
    } catch (IOException e) {
      throw client.failure(e, ACTION, address.bucket(), address);
    } finally {
      if (!handedOver) {
        disconnect(response);
      }
    }
  }

  private ObjectReader reader(
      ObjectAddress address, ReadOptions options, StoredObject object, HttpResponse response)
      throws IOException {
    long size = object.head().size();
    long start = options.range().map(range -> range.start(size)).orElse(0L);
    long end = options.range().map(range -> range.end(size)).orElse(size);
    Optional<String> checksum = options.range().isEmpty() ? object.crc32c() : Optional.empty();
    InputStream body =
        new GcsBody(
            address,
            response,
            start,
            end,
            checksum,
            position -> resume(address, object.generation(), position, end));
    return new ObjectReader(object.head(), body);
  }

  private static StorageException noGeneration(ObjectAddress address) {
    return GcsExceptions.failure(
        Kind.UNAVAILABLE, ACTION, address, "the answer does not say which generation it is");
  }

  private static void check(ObjectAddress address, ReadOptions options, ObjectHead head) {
    if (options.ifMatch().filter(wanted -> !wanted.equals(head.etag())).isPresent()) {
      throw GcsExceptions.wrongEtag(ACTION, address, options.ifMatch().get(), head.etag());
    }
    if (options.range().filter(range -> !range.isSatisfiable(head.size())).isPresent()) {
      throw GcsExceptions.failure(
          Kind.INVALID_RANGE,
          ACTION,
          address,
          "no " + options.range().get() + " in " + head.size() + " bytes");
    }
  }

  private static void checkVerbatim(ObjectAddress address, DownloadHeaders headers) {
    if (!headers.isVerbatim()) {
      throw GcsExceptions.failure(
          Kind.UNAVAILABLE, ACTION, address, "the bytes were recoded on their way");
    }
  }

  private HttpResponse get(ObjectAddress address, ReadOptions options) {
    try {
      return get(path(address), options.range());
    } catch (IOException e) {
      if (GcsExceptions.hasStatus(e, 416) && options.ifMatch().isPresent()) {
        // The range does not fit what is there; whether that is what was wanted comes first.
        lookup
            .find(address, OptionalLong.empty())
            .ifPresent(found -> check(address, options, found.head()));
      }
      throw client.failure(e, ACTION, address.bucket(), address);
    }
  }

  private HttpResponse get(String rawPath, Optional<ByteRange> range) throws IOException {
    HttpRequest request = client.get(rawPath);
    // What is stored packed stays so.
    request.setResponseReturnRawInputStream(true);
    request.getHeaders().setAcceptEncoding("gzip");
    if (range.isPresent()) {
      request.getHeaders().setRange(range.get().toString());
    }
    return request.execute();
  }

  private HttpResponse resume(ObjectAddress address, long generation, long from, long end)
      throws IOException {
    String path = path(address) + "?generation=" + generation;
    HttpResponse response = get(path, Optional.of(ByteRange.of(from, end - 1)));
    if (response.getStatusCode() != 206) {
      disconnect(response);
      throw new IOException("the store sends " + response.getStatusCode() + " and not the range");
    }
    return response;
  }

  static void disconnect(HttpResponse response) {
    try {
      response.disconnect();
    } catch (IOException e) {
      // The connection is given up, whether it can be closed in order or not.
      System.getLogger(GcsDownload.class.getName())
          .log(System.Logger.Level.DEBUG, "closing a connection", e);
    }
  }

  /** Slashes are escaped too: nobody on the way then takes dots for directories. */
  private static String path(ObjectAddress address) {
    StringBuilder path = new StringBuilder("/").append(address.bucket()).append('/');
    for (byte octet : address.key().getBytes(UTF_8)) {
      char c = (char) (octet & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
      if (plain) {
        path.append(c);
      } else {
        path.append('%').append(HEX[c >> 4]).append(HEX[c & 0xf]);
      }
    }
    return path.toString();
  }
}
