package io.deltaglider.adapter.filesystem;

import java.io.IOException;

/** A file of this adapter does not hold what it should. */
final class DamagedObjectException extends IOException {
  DamagedObjectException(String message) {
    super(message);
  }

  DamagedObjectException(String message, Throwable cause) {
    super(message, cause);
  }
}
