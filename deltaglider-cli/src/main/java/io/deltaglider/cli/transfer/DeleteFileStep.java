package io.deltaglider.cli.transfer;

import io.deltaglider.cli.failure.Failures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Deletes a file.
 *
 * @param file which one
 * @param shown how it is shown
 * @param reports told when it is gone
 */
record DeleteFileStep(Path file, String shown, TransferReports reports) implements Step {
  @Override
  public long size() {
    return 0;
  }

  @Override
  public List<String> families() {
    return List.of();
  }

  @Override
  public void rehearse() {
    reports.deleted(shown, true);
  }

  @Override
  public void run() {
    Failures.attempt("delete", shown, () -> Files.deleteIfExists(file));
    reports.deleted(shown, false);
  }
}
