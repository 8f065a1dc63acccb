package io.deltaglider.cli.transfer;

import io.deltaglider.cli.transfer.Transfer.Direction;
import java.util.function.Supplier;

/**
 * One transfer that is to be done.
 *
 * @param direction which kind
 * @param source from where, as people read it
 * @param target to where, as people read it
 * @param action does it; fails with a {@link io.deltaglider.cli.failure.CliException}
 */
public record Step(Direction direction, String source, String target, Supplier<Transfer> action) {}
