package io.deltaglider.adapter.filesystem;

import java.io.IOException;
import java.nio.file.Path;

/** A process that holds the lock of a key until it is told to go on. */
final class LockHolder {
  private LockHolder() {}

  public static void main(String[] arguments) throws IOException {
    LockFile locks = LockFile.open(Path.of(arguments[0]), "lock");
    locks.withKey(
        arguments[1],
        () -> {
          System.out.println(locks.session());
          return System.in.read();
        });
    System.out.println("released");
    System.in.read();
  }
}
