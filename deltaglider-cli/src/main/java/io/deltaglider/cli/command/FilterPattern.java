package io.deltaglider.cli.command;

import picocli.CommandLine.ITypeConverter;

/**
 * A pattern of {@code --include} or {@code --exclude}, which remembers where it stood.
 *
 * @param position larger than that of patterns that stood before
 * @param text the pattern
 */
record FilterPattern(int position, String text) {
  /** Numbers the patterns of one command line. */
  static final class Converter implements ITypeConverter<FilterPattern> {
    private int next;

    @Override
    public FilterPattern convert(String text) {
      next++;
      return new FilterPattern(next, text);
    }
  }
}
