package io.deltaglider.cli;

import static io.deltaglider.cli.Versions.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.cli.Cli.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/CLI.md to what the command does. */
class DocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "CLI.md");
  private static final Path SETTINGS =
      Path.of("../deltaglider-wiring/src/main/java/io/deltaglider/wiring/EnvironmentSettings.java");
  private static final int APP_SIZE = 1_000_000;
  private static final String[][] COMMANDS = {
    {},
    {"mb"},
    {"rb"},
    {"ls"},
    {"cp"},
    {"mv"},
    {"sync"},
    {"rm"},
    {"presign"},
    {"verify"},
    {"stats"},
    {"migrate"},
    {"export"},
    {"estimate"},
    {"find-similar"},
    {"put-bucket-acl"},
    {"get-bucket-acl"},
    {"policy"},
    {"policy", "get"},
    {"policy", "set"},
    {"gc"},
    {"purge"},
    {"demo"},
    {"delta"},
    {"delta", "encode"},
    {"delta", "decode"},
    {"help"},
  };

  @TempDir Path root;

  /**
   * A command line of the page.
   *
   * @param expected what the page says that it writes; three dots stand for anything
   */
  private record Example(String command, List<String> expected) {}

  private static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        inside = line.equals("```console");
      } else if (inside && line.startsWith("$ ")) {
        examples.add(new Example(line.substring(2), new ArrayList<>()));
      } else if (inside) {
        examples.get(examples.size() - 1).expected().add(line);
      }
    }
    return examples;
  }

  private Cli environment() throws IOException {
    Cli cli = new Cli(root);
    cli.variables().remove("DG_STORE");
    cli.clock(Clock.fixed(Instant.parse("2026-01-15T12:00:00Z"), ZoneOffset.UTC));
    byte[] app = new byte[APP_SIZE];
    new Random(11).nextBytes(app);
    cli.file("my-app-1.0.0.zip", app);
    System.arraycopy(text("something new"), 0, app, APP_SIZE / 3, 13);
    cli.file("my-app-1.0.1.zip", app);
    FileTime before = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));
    Files.setLastModifiedTime(cli.file("site/index.html", text("<p>hello")), before);
    Files.setLastModifiedTime(cli.file("site/css/style.css", text("p {}")), before);
    return cli;
  }

  @DisplayName("P-32: every example of the page does what the page says")
  @Test
  void examplesAreTrue() throws IOException {
    Cli cli = environment();
    int exitCode = 0;
    List<Example> examples = examples();
    assertThat(examples).hasSizeGreaterThan(25);
    for (Example example : examples) {
      // No word of the page has a blank in it, so that the shell's quotes only have to go.
      String[] words = example.command().replaceAll(".*\\| |'", "").split(" ", -1);
      String output;
      if (words[0].equals("export")) {
        String[] assignment = words[1].split("=", 2);
        cli.variable(assignment[0], assignment[1]);
        output = "";
      } else if (example.command().equals("echo $?")) {
        output = exitCode + "\n";
      } else {
        assertThat(words[0]).isEqualTo("deltaglider");
        if (example.command().startsWith("echo ")) {
          cli.input(text(example.command().replaceAll("^echo | \\|.*", "") + "\n"));
        }
        Result result = cli.run(Arrays.copyOfRange(words, 1, words.length));
        exitCode = result.exitCode().number();
        output = result.out() + result.err();
      }
      List<String> lines = new ArrayList<>(output.lines().toList());
      if (lines.stream().allMatch(line -> line.startsWith("upload: "))) {
        lines.sort(null); // they come in the order in which the transfers end
      }
      assertThat(lines)
          .as(example.command())
          .hasSameSizeAs(example.expected())
          .zipSatisfy(example.expected(), DocumentationTest::assertMatches);
    }
  }

  private static void assertMatches(String line, String expected) {
    String pattern =
        Arrays.stream(expected.split("\\.\\.\\.", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    assertThat(line).matches(pattern);
  }

  private static Set<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @DisplayName("P-32: the page has every option that there is, and no other")
  @Test
  void optionsAreComplete() throws IOException {
    Cli cli = environment();
    StringBuilder help = new StringBuilder();
    for (String[] command : COMMANDS) {
      String[] words = Arrays.copyOf(command, command.length + 1);
      words[command.length] = "--help";
      help.append(cli.ok(words));
    }
    String option = "(?<![-\\w])--[a-z][a-z-]+";
    assertThat(found(option, Files.readString(PAGE))).isEqualTo(found(option, help.toString()));
    assertThat(found("(?m)^  [a-z]+(?=  )", cli.ok("--help")))
        .allSatisfy(name -> assertThat(Files.readString(PAGE)).contains("`" + name.strip()));
  }

  @DisplayName("P-32: the page has every variable that there is, and no other")
  @Test
  void variablesAreComplete() throws IOException {
    assertThat(found("\\b(DG|XDG_CACHE)_[A-Z_]+", Files.readString(PAGE)))
        .isEqualTo(found("\\b(DG|XDG_CACHE)_[A-Z_]+", Files.readString(SETTINGS)));
  }

  @DisplayName("P-38: the page has every exit code that there is, and no other")
  @Test
  void exitCodesAreComplete() throws IOException {
    Set<String> codes =
        Arrays.stream(ExitCode.values())
            .map(code -> "| " + code.number() + " |")
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(found("(?m)^\\| [0-9]+ \\|", Files.readString(PAGE))).isEqualTo(codes);
  }
}
