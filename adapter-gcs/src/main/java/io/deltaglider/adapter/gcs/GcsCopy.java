package io.deltaglider.adapter.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.RewriteResponse;
import com.google.api.services.storage.model.StorageObject;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Copies inside the service. The source is looked up first: that pins the generation through all
 * the calls that a large copy takes, and says what the copy must carry, since the service would
 * give it the bucket's storage class. Thread-safe.
 */
final class GcsCopy {
  private static final String ACTION = "copy";
  private static final int MAX_OVERTAKEN = 50;
  private static final int CONDITION_BROKEN = 412;

  private final GcsClient client;
  private final GcsLookup lookup;

  GcsCopy(GcsClient client, GcsLookup lookup) {
    this.client = client;
    this.lookup = lookup;
  }

  /** Returns what the service says of the copy. */
  StorageObject copy(CopyRequest request) {
    for (int i = 0; i < MAX_OVERTAKEN; i++) {
      Optional<StorageObject> copy = tryCopy(request);
      if (copy.isPresent()) {
        return copy.get();
      }
    }
    throw GcsExceptions.failure(
        Kind.UNAVAILABLE, ACTION, about(request), "the source is overwritten again and again");
  }

  /** Returns empty if the source was overwritten meanwhile and the caller wants any of it. */
  private Optional<StorageObject> tryCopy(CopyRequest request) {
    StoredObject source = source(request);
    OptionalLong target = lookup.generation(ACTION + " to", request.target(), request.condition());
    try {
      return Optional.of(rewrite(request, source, target));
    } catch (IOException e) {
      boolean broken = GcsExceptions.hasStatus(e, CONDITION_BROKEN);
      if ((broken || GcsExceptions.isNotFound(e)) && isOvertaken(source)) {
        if (request.sourceEtag().isEmpty()) {
          return Optional.empty();
        }
        throw GcsExceptions.failure(
            Kind.PRECONDITION_FAILED,
            ACTION,
            request.source(),
            "it is not " + request.sourceEtag().get() + " any more",
            e);
      }
      throw failure(e, request);
    }
  }

  private StoredObject source(CopyRequest request) {
    ObjectAddress address = request.source();
    StoredObject source = lookup.get(ACTION, address);
    String etag = source.head().etag();
    if (request.sourceEtag().filter(wanted -> !wanted.equals(etag)).isPresent()) {
      throw GcsExceptions.wrongEtag(ACTION, address, request.sourceEtag().get(), etag);
    }
    return source;
  }

  private boolean isOvertaken(StoredObject source) {
    return lookup.find(source.head().address(), OptionalLong.of(source.generation())).isEmpty();
  }

  private StorageObject rewrite(CopyRequest request, StoredObject source, OptionalLong target)
      throws IOException {
    ObjectAddress from = request.source();
    ObjectAddress to = request.target();
    Storage.Objects.Rewrite rewrite =
        client
            .api()
            .objects()
            .rewrite(from.bucket(), from.key(), to.bucket(), to.key(), resource(request, source))
            .setProjection("noAcl")
            .setIfSourceGenerationMatch(source.generation());
    target.ifPresent(rewrite::setIfGenerationMatch);
    RewriteResponse response = rewrite.execute();
    while (!Boolean.TRUE.equals(response.getDone())) {
      response = rewrite.setRewriteToken(response.getRewriteToken()).execute();
    }
    return response.getResource();
  }

  private static StorageObject resource(CopyRequest request, StoredObject source) {
    ObjectAttributes kept =
        new ObjectAttributes(
            source.head().headers(),
            Map.of(),
            Map.of(),
            source.head().storageClass(),
            source.head().storeHeaders());
    ObjectAttributes attributes =
        request.replacement().orElse(kept.withMetadata(source.head().metadata()));
    return StoredObject.resource(request.target(), attributes);
  }

  private StorageException failure(IOException e, CopyRequest request) {
    ObjectAddress target = request.target();
    if (!GcsExceptions.isNotFound(e)) {
      return client.failure(e, ACTION, target.bucket(), about(request));
    }
    Kind missing = client.missing(ACTION + " to", target.bucket(), target);
    if (missing == Kind.NO_SUCH_KEY) {
      missing = client.missing(ACTION, request.source().bucket(), request.source());
    }
    return GcsExceptions.translate(e, ACTION, about(request), missing, Kind.UNAVAILABLE);
  }

  private static String about(CopyRequest request) {
    return request.source() + " to " + request.target();
  }
}
