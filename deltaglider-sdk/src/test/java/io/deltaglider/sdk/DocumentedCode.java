package io.deltaglider.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares the Java of a page with the regions of test sources that run. */
final class DocumentedCode {
  private static final Path SOURCES = Path.of("src/test/java/io/deltaglider/sdk");

  private DocumentedCode() {}

  /** Returns the stripped lines of each block of Java on a page, in their order. */
  static List<List<String>> onPage(String page) throws IOException {
    return blocks(Path.of("..", "docs", page), "```java", "```");
  }

  /** Returns the stripped lines of each region of a test, in their order. */
  static List<List<String>> inTest(String file) throws IOException {
    return blocks(SOURCES.resolve(file), "// doc:", "// end");
  }

  private static List<List<String>> blocks(Path file, String begin, String end) throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    boolean inside = false;
    for (String raw : Files.readAllLines(file)) {
      String line = raw.strip();
      if (line.startsWith(begin)) {
        inside = true;
        blocks.add(new ArrayList<>());
      } else if (line.equals(end)) {
        inside = false;
      } else if (inside) {
        blocks.get(blocks.size() - 1).add(line);
      }
    }
    return blocks;
  }
}
