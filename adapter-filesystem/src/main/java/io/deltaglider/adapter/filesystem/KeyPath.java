package io.deltaglider.adapter.filesystem;

import io.deltaglider.adapter.filesystem.EscapedName.Kind;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The names of the directories on the way to keys that begin with some text.
 *
 * @param directories from the bucket's directory on
 * @param covered which part of the text the directories stand for, as {@link ByteText}
 * @param rest the part behind it, which no directory stands for
 */
record KeyPath(List<String> directories, String covered, String rest) {
  /** Copies the list. */
  KeyPath {
    directories = List.copyOf(directories);
  }

  /** Returns the way to the deepest directory that holds all keys that begin with {@code text}. */
  static KeyPath of(String text) {
    List<String> directories = new ArrayList<>();
    int start = 0;
    int cost = 0;
    for (int i = 0; i < text.length(); i++) {
      char octet = text.charAt(i);
      if (octet == '/') {
        directories.add(new EscapedName(Kind.DIRECTORY, text.substring(start, i)).encode());
        start = i + 1;
        cost = 0;
        continue;
      }
      cost += EscapedName.cost(octet);
      if (cost >= EscapedName.COST_LIMIT) {
        directories.add(new EscapedName(Kind.MORE, text.substring(start, i + 1)).encode());
        start = i + 1;
        cost = 0;
      }
    }
    return new KeyPath(directories, text.substring(0, start), text.substring(start));
  }

  /** Returns the directory that {@link #directories} lead to. */
  Path directoryIn(Path bucketDirectory) {
    Path directory = bucketDirectory;
    for (String name : directories) {
      directory = directory.resolve(name);
    }
    return directory;
  }

  /**
   * Returns the directory that {@link #directories} lead to and all above it, the bucket's last.
   */
  List<Path> upwardsIn(Path bucketDirectory) {
    Deque<Path> upwards = new ArrayDeque<>();
    Path directory = bucketDirectory;
    upwards.push(directory);
    for (String name : directories) {
      directory = directory.resolve(name);
      upwards.push(directory);
    }
    return List.copyOf(upwards);
  }

  /** Returns the file of the object whose key is the whole text. */
  Path fileIn(Path bucketDirectory) {
    return directoryIn(bucketDirectory).resolve(new EscapedName(Kind.OBJECT, rest).encode());
  }
}
