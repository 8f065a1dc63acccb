package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.port.storage.ListQuery;
import picocli.CommandLine.Option;

/** How much of a listing is asked for at once. */
final class PageSizeOption {
  @Option(
      names = "--page-size",
      paramLabel = "1..1000",
      description = "How many objects are asked for at once. Default: 1000.")
  int pageSize = ListQuery.MAX_PAGE_SIZE;

  /** Returns the number. */
  int read() {
    if (pageSize < 1 || pageSize > ListQuery.MAX_PAGE_SIZE) {
      throw CliException.usage("usage", "--page-size " + pageSize, "is not 1 to 1000", "");
    }
    return pageSize;
  }
}
