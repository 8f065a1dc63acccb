/**
 * Object storage, scratch space and a cache of references in directories of a file system. {@code
 * docs/FILESYSTEM.md} specifies what is on the disk. Start with {@link
 * io.deltaglider.adapter.filesystem.FilesystemStorage}.
 */
@NullMarked
package io.deltaglider.adapter.filesystem;

import org.jspecify.annotations.NullMarked;
