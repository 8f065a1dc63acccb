/**
 * The ports' Javadoc as tests. An adapter binds itself to {@link
 * io.deltaglider.port.contract.StoragePortContract} by a subclass. Start there.
 */
@NullMarked
package io.deltaglider.port.contract;

import org.jspecify.annotations.NullMarked;
