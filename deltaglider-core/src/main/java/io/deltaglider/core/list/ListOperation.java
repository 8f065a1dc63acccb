package io.deltaglider.core.list;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.get.ObjectInfo.Form;
import io.deltaglider.core.get.StoredForms;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.model.BoundedMap;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoragePort;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;

/**
 * Lists objects under the keys that users gave them. Never writes to the store. Thread-safe.
 *
 * <p>A page is one call of the store, and one or two more where it meets what is internal. Where
 * the store gives metadata with the listing, sizes and ETags are always the content's; elsewhere
 * they are the stored form's unless asked otherwise.
 */
public final class ListOperation {
  private static final int MAX_REMEMBERED = 10_000;

  private final StoragePort storage;
  private final StoredForms forms;
  private final ExecutorService executor;

  /** What is known about stored forms, which never changes. */
  private final BoundedMap<StoredForm, ObjectInfo> remembered = new BoundedMap<>(MAX_REMEMBERED);

  private record StoredForm(ObjectAddress address, String storedEtag) {}

  /**
   * Creates an operation.
   *
   * @param executor runs look-ups of metadata side by side
   */
  public ListOperation(StoragePort storage, StoredForms forms, ExecutorService executor) {
    this.storage = storage;
    this.forms = forms;
    this.executor = executor;
  }

  /**
   * Returns one page.
   *
   * @throws StorageException with {@code NO_SUCH_BUCKET}; {@code REJECTED} for a page token that is
   *     none
   */
  public Listing list(ListRequest request) {
    if (request.maxKeys() == 0) {
      return new Listing(List.of(), List.of(), Optional.empty());
    }
    EntryCursor cursor = new EntryCursor(storage, query(request));
    List<ListedObject> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String last = "";
    while (objects.size() + prefixes.size() < request.maxKeys() && cursor.hasNext()) {
      EntryCursor.Entry entry = cursor.next();
      entry.object().ifPresentOrElse(objects::add, () -> prefixes.add(entry.text()));
      last = entry.text();
    }
    Optional<String> token = cursor.hasMore() ? Optional.of(encodeToken(last)) : Optional.empty();
    return new Listing(entries(request, objects), prefixes, token);
  }

  private static ListQuery query(ListRequest request) {
    Optional<String> after =
        request.pageToken().map(ListOperation::decodeToken).or(request::startAfter);
    // One more than wanted tells whether more follow.
    int pageSize = Math.min(ListQuery.MAX_PAGE_SIZE, request.maxKeys() + 1);
    return new ListQuery(
        request.bucket(), request.prefix(), request.delimiter(), after, Optional.empty(), pageSize);
  }

  private List<ListEntry> entries(ListRequest request, List<ListedObject> objects) {
    if (objects.stream().noneMatch(object -> needsLook(request, object))) {
      return objects.stream().map(object -> entry(request.bucket(), object)).toList();
    }
    List<Callable<Optional<ListEntry>>> lookUps = new ArrayList<>();
    for (ListedObject object : objects) {
      lookUps.add(
          () ->
              needsLook(request, object)
                  ? lookUp(new ObjectAddress(request.bucket(), object.key()), object)
                  : Optional.of(entry(request.bucket(), object)));
    }
    return LookUps.run(executor, request.bucket(), lookUps);
  }

  /**
   * Returns what is known about listed objects, in their order, without those that were deleted
   * since.
   *
   * @throws StorageException with {@code DAMAGED} if the metadata of one cannot be read
   */
  public List<ObjectInfo> infos(String bucket, List<ListEntry> entries) {
    List<Callable<Optional<ObjectInfo>>> lookUps = new ArrayList<>();
    for (ListEntry entry : entries) {
      ObjectAddress address = new ObjectAddress(bucket, entry.key());
      lookUps.add(() -> entry.info().isPresent() ? entry.info() : info(address, entry.etag()));
    }
    return LookUps.run(executor, bucket, lookUps);
  }

  /**
   * Of what came with its head, only a delta whose metadata was dropped needs a look of its own.
   * Names tell nothing: by its magic bytes, or an earlier policy, any object may be a delta.
   */
  private boolean needsLook(ListRequest request, ListedObject object) {
    return object
        .head()
        .map(StoredForms::isSuspicious)
        .orElseGet(
            () ->
                switch (request.detail()) {
                  case STORED -> false;
                  case CONTENT -> !isTooSmall(request.bucket(), object);
                  case METADATA -> true;
                });
  }

  /**
   * Returns whether an object whose head is not known has no room for what a delta says of itself.
   * Where heads come with listings, one without is damaged, and its size may be, too.
   */
  private boolean isTooSmall(String bucket, ListedObject object) {
    return object.size() < SelfDescription.MIN_BYTES
        && !storage.supports(Capability.METADATA_WITH_LISTING, bucket);
  }

  /** Returns the entry with everything about it; empty if it was deleted since it was listed. */
  private Optional<ListEntry> lookUp(ObjectAddress address, ListedObject object) {
    try {
      return info(address, object.etag()).map(ListOperation::entry);
    } catch (StorageException e) {
      if (e.kind() == Kind.DAMAGED) {
        return Optional.of(unknown(object, Optional.empty())); // it must not hide the others
      }
      throw e;
    }
  }

  /** Returns what is known about an object; empty if it was deleted since it was listed. */
  private Optional<ObjectInfo> info(ObjectAddress address, String listedEtag) {
    Optional<ObjectInfo> known = remembered.get(new StoredForm(address, listedEtag));
    if (known.isPresent()) {
      return known;
    }
    // The listing has just shown it: one look that misses it is not enough to leave it out.
    Optional<ObjectInfo> info = look(address).or(() -> look(address));
    info.ifPresent(found -> remembered.put(new StoredForm(address, found.storedEtag()), found));
    return info;
  }

  private Optional<ObjectInfo> look(ObjectAddress address) {
    try {
      return Optional.of(forms.info(address));
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_KEY) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private ListEntry entry(String bucket, ListedObject object) {
    return object
        .head()
        .map(head -> entry(StoredForms.describe(head)))
        .orElseGet(
            () ->
                unknown(
                    object,
                    isTooSmall(bucket, object) ? Optional.of(Form.PASSTHROUGH) : Optional.empty()));
  }

  private static ListEntry unknown(ListedObject object, Optional<Form> form) {
    return new ListEntry(
        object.key(),
        object.size(),
        object.etag(),
        object.lastModified(),
        object.storageClass(),
        object.size(),
        form,
        Optional.empty());
  }

  private static ListEntry entry(ObjectInfo info) {
    return new ListEntry(
        info.address().key(),
        info.size(),
        info.etag(),
        info.lastModified(),
        info.storageClass(),
        info.storedSize(),
        Optional.of(info.form()),
        Optional.of(info));
  }

  private static String encodeToken(String last) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(UTF_8));
  }

  private static String decodeToken(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new StorageException(Kind.REJECTED, "list: bad page token '" + token + "'", e);
    }
  }
}
