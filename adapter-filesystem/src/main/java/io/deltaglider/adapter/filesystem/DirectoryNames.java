package io.deltaglider.adapter.filesystem;

import io.deltaglider.adapter.filesystem.EscapedName.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Names in one directory that are in the range of a listing, in the order of their keys.
 *
 * @param names ascending
 * @param complete whether these are all in the range; otherwise more follow
 */
record DirectoryNames(List<EscapedName> names, boolean complete) {
  /** How many names are kept at most, whatever the size of the directory. */
  static final int MAX_NAMES = 16_384;

  /** No names at all. */
  static final DirectoryNames NONE = new DirectoryNames(List.of(), true);

  /**
   * Which names of a directory a listing wants. Texts are {@link ByteText}, and begin where the
   * directory's own part of the key ends.
   *
   * @param prefix what keys begin with
   * @param after if present, a key must be greater
   */
  record Range(String prefix, Optional<String> after) {
    /** Returns whether a key of this name can be in the range. */
    boolean contains(EscapedName name) {
      String part = name.keyPart();
      if (name.kind() == Kind.OBJECT) {
        return part.startsWith(prefix) && isBehind(part);
      }
      return (part.startsWith(prefix) || prefix.startsWith(part))
          && (isBehind(part) || after.orElse("").startsWith(part));
    }

    /** Returns whether every name in this range is in the other one, too. */
    boolean isWithin(Range other) {
      return prefix.equals(other.prefix) && other.after.stream().allMatch(this::startsBehind);
    }

    private boolean startsBehind(String text) {
      return after.isPresent() && after.get().compareTo(text) >= 0;
    }

    private boolean isBehind(String part) {
      return after.isEmpty() || part.compareTo(after.get()) > 0;
    }
  }

  /** Reads a directory. One that does not exist (any more) has no names. */
  static DirectoryNames read(Path directory, Range range) throws IOException {
    return read(directory, range, MAX_NAMES);
  }

  /** Reads a directory, keeping at most so many names. */
  static DirectoryNames read(Path directory, Range range, int maxNames) throws IOException {
    PriorityQueue<EscapedName> least = new PriorityQueue<>(Comparator.reverseOrder());
    boolean complete = true;
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      for (Path file : stream) {
        EscapedName name = EscapedName.decode(file.getFileName().toString()).orElse(null);
        if (name != null && range.contains(name)) {
          complete &= least.size() < maxNames;
          addIfLeast(least, name, maxNames);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return NONE;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    List<EscapedName> names = new ArrayList<>(least);
    names.sort(Comparator.naturalOrder());
    return new DirectoryNames(Collections.unmodifiableList(names), complete);
  }

  /** Returns those of these names that are in a range within the one they were read for. */
  DirectoryNames within(Range range) {
    return new DirectoryNames(names.stream().filter(range::contains).toList(), complete);
  }

  /** Returns whether these are all names of the range, or at least begin it. */
  boolean reachBeyond(Range range) {
    return complete
        || range.after().isEmpty()
        || range.isBehind(names.get(names.size() - 1).keyPart());
  }

  private static void addIfLeast(PriorityQueue<EscapedName> least, EscapedName name, int maxNames) {
    if (least.size() < maxNames) {
      least.add(name);
    } else if (name.compareTo(least.element()) < 0) {
      least.remove();
      least.add(name);
    }
  }
}
