/**
 * Where large intermediate data lives: spooled uploads, fetched references, encoded deltas. {@link
 * io.deltaglider.port.scratch.Scratch} hands out {@link io.deltaglider.port.scratch.ScratchFile}s;
 * {@link io.deltaglider.port.scratch.ByteSource} is what the rest of the code reads from. Start
 * with {@code Scratch}.
 */
@NullMarked
package io.deltaglider.port.scratch;

import org.jspecify.annotations.NullMarked;
