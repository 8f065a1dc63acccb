package io.deltaglider.cli;

/** How a command ends. The numbers are documented in docs/CLI.md and never change their meaning. */
public enum ExitCode {
  /** Everything that was asked for was done. */
  OK(0),
  /** Some of several things failed, or {@code ls} found nothing. */
  PARTIAL(1),
  /** The command line or a setting is wrong; nothing was done. */
  USAGE(2),
  /** There is no such bucket, object or file. */
  NOT_FOUND(3),
  /** What is stored is damaged. */
  DAMAGED(4),
  /** The store cannot be reached, is overloaded or full, or denies access. */
  STORE(5),
  /** The store's state forbids it: the bucket exists, is not empty, or a condition failed. */
  REFUSED(6),
  /** A local file or stream cannot be read or written. */
  LOCAL(7),
  /** A defect of this program. */
  INTERNAL(70),
  /** Ended by an interrupt. */
  INTERRUPTED(130),
  /** Whoever read standard output went away, as a shell reports it for other commands. */
  ABANDONED(141);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /** Returns the number that the process ends with. */
  public int number() {
    return number;
  }
}
