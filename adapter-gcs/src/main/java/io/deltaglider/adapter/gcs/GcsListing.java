package io.deltaglider.adapter.gcs;

import com.google.api.services.storage.Storage;
import com.google.api.services.storage.model.Objects;
import com.google.api.services.storage.model.StorageObject;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lists pages. Thread-safe. */
final class GcsListing {
  private static final String ACTION = "list";
  private static final String FIELDS =
      "nextPageToken,prefixes,items(name,size,md5Hash,crc32c,generation,timeCreated,contentType,"
          + "contentEncoding,contentLanguage,contentDisposition,cacheControl,storageClass,metadata)";

  private final GcsClient client;

  GcsListing(GcsClient client) {
    this.client = client;
  }

  ObjectPage list(ListQuery query) {
    Optional<String> token = PageToken.decode(query);
    Optional<String> from = query.startAfter().map(text -> firstWanted(query, text));
    if (from.filter(String::isEmpty).isPresent()) {
      checkExists(query);
      return new ObjectPage(List.of(), List.of(), Optional.empty());
    }
    ObjectPage page = page(query, token, from);
    // The only entry of a small first page may be startAfter itself.
    while (page.objects().isEmpty()
        && page.commonPrefixes().isEmpty()
        && page.nextPageToken().isPresent()) {
      ListQuery next = query.withPageToken(page.nextPageToken().get());
      page = page(query, PageToken.decode(next), from);
    }
    return page;
  }

  /**
   * Returns where to begin. The service's offset is inclusive and about keys; startAfter is
   * exclusive and about entries, so that a common prefix up to it is skipped with all keys in it.
   *
   * @return an empty text if nothing can follow
   */
  private static String firstWanted(ListQuery query, String startAfter) {
    if (query.delimiter().isPresent() && startAfter.startsWith(query.prefix())) {
      int at = startAfter.indexOf(query.delimiter().get(), query.prefix().length());
      if (at >= 0) {
        String passed = startAfter.substring(0, at + query.delimiter().get().length());
        return KeyOrder.behind(passed).orElse("");
      }
    }
    return startAfter;
  }

  private ObjectPage page(ListQuery query, Optional<String> token, Optional<String> from) {
    Objects found = find(query, token, from);
    List<ListedObject> objects = new ArrayList<>();
    if (found.getItems() != null) {
      for (StorageObject item : found.getItems()) {
        if (!query.startAfter().equals(Optional.of(item.getName()))) {
          ObjectAddress address = new ObjectAddress(query.bucket(), item.getName());
          objects.add(ListedObject.of(StoredObject.of(address, item).head()));
        }
      }
    }
    List<String> commonPrefixes = found.getPrefixes() == null ? List.of() : found.getPrefixes();
    return new ObjectPage(
        objects,
        commonPrefixes.stream().sorted(KeyOrder.UTF_8).toList(),
        Optional.ofNullable(found.getNextPageToken()).map(PageToken::encode));
  }

  private Objects find(ListQuery query, Optional<String> token, Optional<String> from) {
    try {
      Storage.Objects.List list =
          client
              .api()
              .objects()
              .list(query.bucket())
              .setProjection("noAcl")
              .setFields(FIELDS)
              .setMaxResults((long) query.pageSize());
      if (!query.prefix().isEmpty()) {
        list.setPrefix(query.prefix());
      }
      query.delimiter().ifPresent(list::setDelimiter);
      from.ifPresent(list::setStartOffset);
      token.ifPresent(list::setPageToken);
      return list.execute();
    } catch (IOException e) {
      throw failure(query, e);
    }
  }

  private static StorageException failure(ListQuery query, IOException e) {
    return GcsExceptions.translate(
        e, ACTION, query.bucket(), Kind.NO_SUCH_BUCKET, Kind.UNAVAILABLE);
  }

  private void checkExists(ListQuery query) {
    if (!client.exists(ACTION, query.bucket(), query.bucket())) {
      throw GcsExceptions.failure(
          Kind.NO_SUCH_BUCKET, ACTION, query.bucket(), "there is no such bucket");
    }
  }
}
