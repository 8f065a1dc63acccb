package io.deltaglider.benchmark.compare;

import io.deltaglider.benchmark.corpus.CorpusPair;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Encodes and decodes each pair with this engine, warm in this process and as a command, and with
 * the installed xdelta3, zstd and, if it is there, hdiffz. Prints a table, and which bars are met.
 */
public final class Compare {
  private static final int DIRECTORIES_AND_PROGRAM = 3;

  private Compare() {}

  /**
   * Prints the table and the bars; exits with 1 if a bar is missed.
   *
   * @param arguments the directory of the corpora, an empty directory for deltas, the {@code
   *     deltaglider} command, and the names of the pairs, none for all
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length < DIRECTORIES_AND_PROGRAM) {
      System.err.println("usage: Compare DIRECTORY-OF-CORPORA SCRATCH DELTAGLIDER [PAIR...]");
      System.exit(2);
    }
    List<String> names = List.of(arguments).subList(DIRECTORIES_AND_PROGRAM, arguments.length);
    List<String> known = CorpusPair.all().stream().map(CorpusPair::name).toList();
    if (!known.containsAll(names)) {
      System.err.println("run compare: of " + names + " not all are among the pairs " + known);
      System.exit(2);
    }
    Comparison comparison =
        new Comparison(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    if (!run(comparison, pairs(names), System.out)) {
      System.exit(1);
    }
  }

  private static List<CorpusPair> pairs(List<String> names) {
    if (names.isEmpty()) {
      return CorpusPair.all();
    }
    return names.stream().map(CorpusPair::valueOf).toList();
  }

  /** Says whether all bars are met. */
  private static boolean run(Comparison comparison, List<CorpusPair> pairs, PrintStream output)
      throws Exception {
    ComparisonTable table = new ComparisonTable(output);
    table.printHead();
    List<Verdict> verdicts = new ArrayList<>();
    for (CorpusPair pair : pairs) {
      PairResult result = comparison.run(pair);
      table.print(result);
      verdicts.addAll(Bars.of(result));
    }
    output.println();
    verdicts.forEach(verdict -> output.println("- " + verdict));
    long met = verdicts.stream().filter(Verdict::met).count();
    output.printf("%n%d of %d bars met%n", met, verdicts.size());
    return met == verdicts.size();
  }
}
