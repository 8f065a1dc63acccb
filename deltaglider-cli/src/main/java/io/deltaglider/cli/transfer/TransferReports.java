package io.deltaglider.cli.transfer;

/** Says what was done. Thread-safe. */
public interface TransferReports {
  /** Says what would be done. */
  void planned(TransferStep step);

  /** Says what was done. */
  void done(Transfer transfer);

  /** Says that something was deleted, or would be. */
  void deleted(String target, boolean dryRun);
}
