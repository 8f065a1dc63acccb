package io.deltaglider.adapter.filesystem;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;

/** Translates failures of the file system into {@link StorageException}s. */
final class FilesystemExceptions {
  // Java has no type for these: the texts are those of Linux, macOS and Windows.
  private static final List<String> FULL =
      List.of("no space left", "not enough space", "quota exceeded", "disk full");
  private static final List<String> FORBIDDEN =
      List.of("read-only", "permission denied", "operation not permitted", "write protected");
  private static final List<String> TOO_LONG = List.of("name too long", "path is too long");

  private FilesystemExceptions() {}

  /**
   * Translates a failure.
   *
   * @param action what was tried, such as {@code put}
   * @param address on what: a bucket, an object, or the store
   */
  static StorageException translate(IOException e, String action, Object address) {
    return new StorageException(kindOf(e), action + " " + address + ": " + reason(e), e);
  }

  /** Returns the failure for something that no operation of the file system reported. */
  static StorageException failure(Kind kind, String action, Object address, String reason) {
    return new StorageException(kind, action + " " + address + ": " + reason);
  }

  private static Kind kindOf(IOException e) {
    if (e instanceof AccessDeniedException) {
      return Kind.ACCESS_DENIED;
    }
    if (e instanceof DamagedObjectException || e instanceof FileAlreadyExistsException) {
      return Kind.DAMAGED; // Something that this adapter did not make is in a directory's place.
    }
    String text = systemText(e).toLowerCase(Locale.ROOT);
    if (FULL.stream().anyMatch(text::contains)) {
      return Kind.NO_SPACE;
    }
    if (FORBIDDEN.stream().anyMatch(text::contains)) {
      return Kind.ACCESS_DENIED;
    }
    if (TOO_LONG.stream().anyMatch(text::contains)) {
      return Kind.REJECTED;
    }
    return Kind.UNAVAILABLE;
  }

  /** Returns what the operating system says, without the name of the file. */
  private static String systemText(IOException e) {
    String text = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
    return String.valueOf(text);
  }

  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException denied && denied.getReason() == null) {
      return "access denied to " + denied.getFile();
    }
    if (e instanceof FileAlreadyExistsException foreign) {
      return "something that is not a directory is at " + foreign.getFile();
    }
    return String.valueOf(e.getMessage());
  }
}
