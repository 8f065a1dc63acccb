package io.deltaglider.cli.transfer;

import io.deltaglider.cli.transfer.Transfer.Direction;
import java.util.List;
import java.util.function.Supplier;

/**
 * One transfer that is to be done.
 *
 * @param direction which kind
 * @param source from where, as people read it
 * @param target to where, as people read it
 * @param size see {@link Step#size}
 * @param families see {@link Step#families}
 * @param action does it; fails with a {@link io.deltaglider.cli.failure.CliException}
 * @param reports says it
 */
public record TransferStep(
    Direction direction,
    String source,
    String target,
    long size,
    List<String> families,
    Supplier<Transfer> action,
    TransferReports reports)
    implements Step {
  @Override
  public void rehearse() {
    reports.planned(this);
  }

  @Override
  public void run() {
    reports.done(action.get());
  }
}
