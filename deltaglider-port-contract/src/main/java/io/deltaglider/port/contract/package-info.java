/**
 * The ports' Javadoc as tests, and what tests of their users need: an adapter binds itself to
 * {@link io.deltaglider.port.contract.StoragePortContract}, {@link
 * io.deltaglider.port.contract.ScratchContract} and {@link
 * io.deltaglider.port.contract.ReferenceCacheContract} by a subclass each; {@link
 * io.deltaglider.port.contract.FaultyStorage} makes a store fail or interleave on purpose. Start
 * with {@code StoragePortContract}.
 */
@NullMarked
package io.deltaglider.port.contract;

import org.jspecify.annotations.NullMarked;
