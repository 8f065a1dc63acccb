package io.deltaglider.adapter.filesystem;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files and directories that only their owner can use, where the system has owners. */
final class PrivateFiles {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PrivateFiles() {}

  /** Creates a file that must not exist. */
  static void createFile(Path file) throws IOException {
    Files.createFile(file, attributes("rw-------"));
  }

  /** Creates a directory that must not exist. */
  static void createDirectory(Path directory) throws IOException {
    Files.createDirectory(directory, attributes("rwx------"));
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    if (!POSIX) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }

  /** Returns whether an open file can be deleted and stays usable until it is closed. */
  static boolean openFilesCanBeDeleted() {
    return POSIX;
  }
}
