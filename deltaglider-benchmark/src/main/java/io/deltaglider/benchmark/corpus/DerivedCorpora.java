package io.deltaglider.benchmark.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the files of {@link CorpusPair} that are not fetched. {@code derived.sha256} says what they
 * must be.
 */
public final class DerivedCorpora {
  private static final int PAGES = 8192;
  private static final int MOVED_BYTES = 64 << 20;
  private static final int HALVES_BYTES = 200_000_000;
  private static final int RANDOM_BYTES = 70_000_000;

  private DerivedCorpora() {}

  /**
   * Makes all of them.
   *
   * @param arguments the directory of corpora, which has those that are fetched
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: DerivedCorpora DIRECTORY-OF-CORPORA");
      System.exit(2);
    }
    Path directory = Path.of(arguments[0]);
    for (Corpus corpus : all()) {
      corpus.make(directory);
    }
  }

  private static List<Corpus> all() {
    return List.of(
        new UnzippedTar("tomcat-10.1.40.tar.gz", "tomcat-10.1.40.tar"),
        new UnzippedTar("tomcat-10.1.41.tar.gz", "tomcat-10.1.41.tar"),
        new WebjarTar("typescript", "5.6.3"),
        new WebjarTar("typescript", "5.7.3"),
        new MovedMembers(
            "keycloak-quarkus-dist-", "26.0.5", "26.0.6", "keycloak-moved-members.zip"),
        new DatabasePages(PAGES, "database-pages-1.bin", "database-pages-2.bin"),
        new MovedBlocks(MOVED_BYTES, "moved-blocks-1.bin", "moved-blocks-2.bin"),
        new SwappedHalves(HALVES_BYTES, "halves-1.bin", "halves-2.bin"),
        new RandomFile(RANDOM_BYTES, "random.bin"));
  }
}
