/**
 * Moving content between files, streams and stores. Start with {@link
 * io.deltaglider.cli.transfer.Transfers}.
 */
@NullMarked
package io.deltaglider.cli.transfer;

import org.jspecify.annotations.NullMarked;
