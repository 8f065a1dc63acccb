package io.deltaglider.cli.demo;

import java.nio.file.Path;

/**
 * One version that the demonstration stores.
 *
 * @param label what the table calls it
 * @param key where it is stored
 * @param file its content
 */
record DemoVersion(String label, String key, Path file) {}
