/**
 * An HTTP/1.1 proxy for tests that stands between a client and a server on loopback. It passes
 * messages on byte for byte, counts them, delays them and lets them fail as told. Start reading at
 * {@link io.deltaglider.testserver.proxy.FaultProxy}.
 */
@NullMarked
package io.deltaglider.testserver.proxy;

import org.jspecify.annotations.NullMarked;
