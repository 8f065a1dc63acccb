/**
 * Moving whole buckets in and out, so that it can be killed and run again; docs/MIGRATION.md. Start
 * with {@link io.deltaglider.cli.migrate.Migration}.
 */
@NullMarked
package io.deltaglider.cli.migrate;

import org.jspecify.annotations.NullMarked;
