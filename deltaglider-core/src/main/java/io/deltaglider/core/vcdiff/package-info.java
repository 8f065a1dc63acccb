/**
 * The delta engine: RFC 3284 (VCDIFF) with the extensions that xdelta3 adds to it. Start with
 * {@code VcdiffEncoder} and {@code VcdiffDecoder}.
 */
@NullMarked
package io.deltaglider.core.vcdiff;

import org.jspecify.annotations.NullMarked;
