package io.deltaglider.adapter.filesystem;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import io.deltaglider.adapter.filesystem.KeyWalk.Step;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ListedObject;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectPage;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes one page of a listing. Used once. */
final class BucketListing {
  /** Instead of the ETag of an object that cannot be read. */
  private static final String DAMAGED_ETAG = "damaged";

  private final ListQuery query;
  private final String prefix;
  private final String delimiter;
  private final String after;
  private final KeyWalk walk;
  private final List<ListedObject> objects = new ArrayList<>();
  private final List<String> commonPrefixes = new ArrayList<>();
  private String lastEntry;

  BucketListing(DirectoryReader reader, BucketDirectory bucket, ListQuery query)
      throws IOException {
    this.query = query;
    this.prefix = bytes(query.prefix());
    this.delimiter = bytes(query.delimiter().orElse(""));
    this.after = later(bytes(query.startAfter().orElse("")), position(query));
    this.lastEntry = after;
    this.walk = new KeyWalk(reader, bucket, prefix, after);
  }

  /** Returns the page. */
  ObjectPage page() throws IOException {
    Optional<Step> step = walk.next();
    while (step.isPresent()) {
      if (visit(step.get())) {
        return new ObjectPage(objects, commonPrefixes, Optional.of(PageToken.encode(lastEntry)));
      }
      step = walk.next();
    }
    return new ObjectPage(objects, commonPrefixes, Optional.empty());
  }

  /** Adds what this step stands for to the page, or returns true if that is full already. */
  private boolean visit(Step step) throws IOException {
    Optional<String> rolledUp = commonPrefix(step.text());
    if (rolledUp.isPresent()) {
      return visitCommonPrefix(step, rolledUp.get());
    }
    if (step.isObject()) {
      return visitObject(step);
    }
    walk.enter(step);
    return false;
  }

  private boolean visitCommonPrefix(Step step, String text) throws IOException {
    if (text.compareTo(lastEntry) <= 0) {
      return false; // It is on this page already, or not behind the page's start.
    }
    boolean shown =
        step.isObject() ? ObjectFile.exists(step.path()) : KeyWalk.holdsObject(step.path());
    Optional<String> decoded = ByteText.decode(text);
    if (!shown || decoded.isEmpty()) {
      return false;
    }
    if (isFull()) {
      return true;
    }
    commonPrefixes.add(decoded.get());
    lastEntry = text;
    return false;
  }

  private boolean visitObject(Step step) throws IOException {
    Optional<String> key = ByteText.decode(step.text());
    int bytes = step.text().length();
    if (key.isEmpty() || bytes == 0 || bytes > ObjectAddress.MAX_KEY_BYTES) {
      return false; // No key of this store has this name.
    }
    if (isFull()) {
      return ObjectFile.exists(step.path());
    }
    Optional<ListedObject> found = look(step, new ObjectAddress(query.bucket(), key.get()));
    if (found.isPresent()) {
      objects.add(found.get());
      lastEntry = step.text();
    }
    return false;
  }

  private static Optional<ListedObject> look(Step step, ObjectAddress address) {
    try {
      Optional<ObjectFile> found = ObjectFile.open(step.path(), address);
      if (found.isPresent()) {
        found.get().close();
      }
      return found.map(file -> ListedObject.of(file.head()));
    } catch (DamagedObjectException e) {
      return damaged(step, address);
    } catch (IOException e) {
      throw FilesystemExceptions.translate(e, "list", address);
    }
  }

  /** One damaged file must not hide all other objects: it is listed as what it is, a file. */
  private static Optional<ListedObject> damaged(Step step, ObjectAddress address) {
    try {
      BasicFileAttributes file =
          Files.readAttributes(step.path(), BasicFileAttributes.class, NOFOLLOW_LINKS);
      return Optional.of(
          new ListedObject(
              address.key(),
              file.size(),
              DAMAGED_ETAG,
              file.lastModifiedTime().toInstant(),
              Optional.empty(),
              Optional.empty()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FilesystemExceptions.translate(e, "list", address);
    }
  }

  private boolean isFull() {
    return objects.size() + commonPrefixes.size() == query.pageSize();
  }

  /** Returns what a key that begins with {@code text} is rolled up into, if that is decided. */
  private Optional<String> commonPrefix(String text) {
    if (delimiter.isEmpty() || !text.startsWith(prefix)) {
      return Optional.empty();
    }
    int found = text.indexOf(delimiter, prefix.length());
    return found < 0
        ? Optional.empty()
        : Optional.of(text.substring(0, found + delimiter.length()));
  }

  private String position(ListQuery query) {
    if (query.pageToken().isEmpty()) {
      return "";
    }
    return PageToken.decode(query.pageToken().get())
        .orElseThrow(() -> refused("this page token is none of this store's"));
  }

  private String bytes(String text) {
    return ByteText.encode(text).orElseThrow(() -> refused("a text is not well-formed Unicode"));
  }

  private StorageException refused(String reason) {
    return FilesystemExceptions.failure(Kind.REJECTED, "list", query.bucket(), reason);
  }

  private static String later(String left, String right) {
    return left.compareTo(right) < 0 ? right : left;
  }
}
