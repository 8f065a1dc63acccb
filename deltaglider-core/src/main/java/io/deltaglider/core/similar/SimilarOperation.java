package io.deltaglider.core.similar;

import io.deltaglider.core.format.BucketFormats;
import io.deltaglider.core.integrity.ContentDigest;
import io.deltaglider.core.integrity.ContentHasher;
import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.layout.BucketLayout;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListOperation;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.reference.ReferenceIndex;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.FamilyPattern;
import io.deltaglider.core.select.ReferencePointer;
import io.deltaglider.core.select.ReferenceRanking;
import io.deltaglider.core.select.Scopes;
import io.deltaglider.port.storage.ObjectAddress;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Finds what a new object would be compared with: the references of its scopes, and the objects
 * that share them. Never writes to the store. Thread-safe.
 */
public final class SimilarOperation {
  /** How many keys are looked at for similar objects at most: ten calls of the store. */
  public static final int MAX_EXAMINED = 10_000;

  /** How many objects are named at most. */
  public static final int MAX_OBJECTS = 100;

  private final ListOperation listing;
  private final ReferenceIndex index;
  private final BucketFormats formats;
  private final PutOptions options;

  /** What is known of the new content. */
  private record Known(long size, Sketch sketch) {}

  /** Creates an operation. */
  public SimilarOperation(
      ListOperation listing, ReferenceIndex index, BucketFormats formats, PutOptions options) {
    this.listing = listing;
    this.index = index;
    this.formats = formats;
    this.options = options;
  }

  /**
   * Finds what an object at this address would be compared with, whatever its content.
   *
   * @throws io.deltaglider.core.layout.ReservedKeyException if the key is internal
   * @throws io.deltaglider.port.storage.StorageException with {@code NO_SUCH_BUCKET}, or if the
   *     store fails
   */
  public SimilarObjects find(ObjectAddress address) {
    return find(address, Optional.empty());
  }

  /**
   * Finds what this content would be compared with at this address.
   *
   * @param content read to its end, not closed
   * @throws IOException if reading the content fails
   */
  public SimilarObjects find(ObjectAddress address, InputStream content) throws IOException {
    ContentHasher hasher = new ContentHasher();
    byte[] buffer = new byte[Digests.BUFFER_SIZE];
    for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
      hasher.update(buffer, 0, count);
    }
    ContentDigest digest = hasher.digest();
    return find(address, Optional.of(new Known(digest.size(), digest.sketch())));
  }

  private SimilarObjects find(ObjectAddress address, Optional<Known> content) {
    BucketLayout.checkUserAddress(address);
    DeltaPolicy bucketPolicy = formats.policy(address.bucket());
    DeltaPolicy policy = options.policy().map(bucketPolicy::narrow).orElse(bucketPolicy);
    List<Scope> scopes = Scopes.of(address.key(), policy);
    ObjectSearch search = new ObjectSearch(address, scopes, policy);
    return new SimilarObjects(
        references(address.bucket(), scopes, content),
        search.objects(),
        search.examined,
        search.complete);
  }

  private List<SimilarReference> references(
      String bucket, List<Scope> scopes, Optional<Known> content) {
    Map<Sha256, SimilarReference> references = new LinkedHashMap<>();
    for (Scope scope : scopes) {
      List<ReferencePointer> pointers = index.pointers(bucket, scope);
      for (ReferencePointer pointer : rank(pointers, content)) {
        references.putIfAbsent(
            pointer.reference(),
            new SimilarReference(
                pointer.reference(),
                pointer.size(),
                scope.kind(),
                similarity(pointer, content),
                pointer.created()));
      }
    }
    return List.copyOf(references.values());
  }

  private static List<ReferencePointer> rank(
      List<ReferencePointer> pointers, Optional<Known> content) {
    if (content.isPresent()) {
      return ReferenceRanking.rank(pointers, content.get().size(), content.get().sketch());
    }
    return pointers.stream()
        .sorted(
            Comparator.comparing(ReferencePointer::created, Comparator.reverseOrder())
                .thenComparing(ReferencePointer::name))
        .toList();
  }

  private static OptionalDouble similarity(ReferencePointer pointer, Optional<Known> content) {
    if (content.isEmpty()) {
      return OptionalDouble.empty();
    }
    int equal = pointer.sketch().similarity(content.get().sketch());
    return OptionalDouble.of((double) equal / Sketch.BINS);
  }

  /** One search for objects. */
  private final class ObjectSearch {
    private final ObjectAddress address;
    private final List<Scope> scopes;
    private final DeltaPolicy policy;
    private final Map<String, SimilarObject> found = new HashMap<>();
    private long examined;
    private boolean complete = true;

    ObjectSearch(ObjectAddress address, List<Scope> scopes, DeltaPolicy policy) {
      this.address = address;
      this.scopes = scopes;
      this.policy = policy;
    }

    List<SimilarObject> objects() {
      for (Scope scope : scopes) {
        examine(scope.kind());
      }
      List<SimilarObject> objects = new ArrayList<>(found.values());
      objects.sort(
          Comparator.comparing(SimilarObject::scope)
              .thenComparing(object -> object.entry().lastModified(), Comparator.reverseOrder())
              .thenComparing(object -> object.entry().key()));
      complete &= objects.size() <= MAX_OBJECTS;
      return objects.subList(0, Math.min(MAX_OBJECTS, objects.size()));
    }

    /** Looks at the keys that the scope's objects can have, the most of them once. */
    private void examine(Scope.Kind kind) {
      ListRequest first = ListRequest.of(address.bucket(), prefix(kind));
      if (kind == Scope.Kind.DIRECTORY) {
        first = first.withDelimiter("/");
      }
      Optional<ListRequest> next = Optional.of(first);
      while (next.isPresent()) {
        if (examined >= MAX_EXAMINED) {
          complete = false;
          return;
        }
        ListRequest request = next.get();
        Listing page = listing.list(request);
        examined += page.entries().size() + page.commonPrefixes().size();
        page.entries().forEach(this::consider);
        next = page.nextPageToken().map(request::withPageToken);
      }
    }

    private void consider(ListEntry entry) {
      if (entry.key().equals(address.key())) {
        return;
      }
      Scopes.of(entry.key(), policy).stream()
          .filter(scopes::contains)
          .findFirst()
          .ifPresent(scope -> found.put(entry.key(), new SimilarObject(entry, scope.kind())));
    }

    /** Returns what the keys of all objects of the scope begin with. */
    private String prefix(Scope.Kind kind) {
      if (kind == Scope.Kind.DIRECTORY) {
        return address.key().substring(0, address.key().lastIndexOf('/') + 1);
      }
      return FamilyPattern.literalPrefix(address.key());
    }
  }
}
