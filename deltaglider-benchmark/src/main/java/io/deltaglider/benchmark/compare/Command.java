package io.deltaglider.benchmark.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command lines of a tool. */
interface Command {
  List<String> encode(PairFiles files, Path delta) throws IOException;

  List<String> decode(PairFiles files, Path delta) throws IOException;

  /** This engine at its default effort: {@code program} is the command of the checkout. */
  record DeltaGlider(String program) implements Command {
    @Override
    public List<String> encode(PairFiles files, Path delta) {
      return List.of(
          program,
          "delta",
          "encode",
          "--source=" + files.source(),
          "--target=" + files.target(),
          "--output=" + delta);
    }

    @Override
    public List<String> decode(PairFiles files, Path delta) {
      return List.of(
          program,
          "delta",
          "decode",
          "--source=" + files.source(),
          "--delta=" + delta,
          "--output=" + files.decoded());
    }
  }

  /**
   * xdelta3, not decompressing its input.
   *
   * @param whole whether its window of the source has all of the source instead of 64 MiB
   */
  record Xdelta3(boolean whole) implements Command {
    /** Less it does not take. */
    private static final long MIN_WINDOW = 524_288;

    /** More it does not take. */
    private static final long MAX_WINDOW = 1L << 31;

    @Override
    public List<String> encode(PairFiles files, Path delta) throws IOException {
      return command(files, List.of("-e", "-9"), files.target(), delta);
    }

    @Override
    public List<String> decode(PairFiles files, Path delta) throws IOException {
      return command(files, List.of("-d"), delta, files.decoded());
    }

    private List<String> command(PairFiles files, List<String> options, Path input, Path output)
        throws IOException {
      List<String> command = new ArrayList<>(List.of("xdelta3"));
      command.addAll(options);
      if (whole) {
        long window = Math.max(MIN_WINDOW, Math.min(MAX_WINDOW, Files.size(files.source())));
        command.addAll(List.of("-B", Long.toString(window)));
      }
      command.addAll(List.of("-D", "-f", "-s", files.source().toString()));
      command.addAll(List.of(input.toString(), output.toString()));
      return command;
    }
  }

  /** zstd with the source as its dictionary, in one thread. */
  record Zstd(int level) implements Command {
    /** Its own limit is 128 MiB; this is the most it takes. */
    private static final String MEMORY = "--memory=2048MB";

    @Override
    public List<String> encode(PairFiles files, Path delta) {
      return command(files, List.of("-" + level, "--single-thread"), files.target(), delta);
    }

    @Override
    public List<String> decode(PairFiles files, Path delta) {
      return command(files, List.of("-d"), delta, files.decoded());
    }

    private static List<String> command(
        PairFiles files, List<String> options, Path input, Path output) {
      List<String> command = new ArrayList<>(List.of("zstd"));
      command.addAll(options);
      command.addAll(List.of("-q", "-f", MEMORY, "--patch-from=" + files.source()));
      command.addAll(List.of(input.toString(), "-o", output.toString()));
      return command;
    }
  }

  /** HDiffPatch as it is by default. */
  record Hdiffz() implements Command {
    @Override
    public List<String> encode(PairFiles files, Path delta) {
      return command("hdiffz", files.source(), files.target(), delta);
    }

    @Override
    public List<String> decode(PairFiles files, Path delta) {
      return command("hpatchz", files.source(), delta, files.decoded());
    }

    private static List<String> command(String program, Path source, Path input, Path output) {
      return List.of(program, "-f", source.toString(), input.toString(), output.toString());
    }
  }
}
