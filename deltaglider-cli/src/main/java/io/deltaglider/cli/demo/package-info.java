/** What the {@code demo} command shows. Start with {@link io.deltaglider.cli.demo.Demo}. */
@NullMarked
package io.deltaglider.cli.demo;

import org.jspecify.annotations.NullMarked;
