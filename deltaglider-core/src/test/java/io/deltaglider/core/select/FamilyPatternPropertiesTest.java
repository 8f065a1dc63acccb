package io.deltaglider.core.select;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyPatternPropertiesTest {
  @Property
  void takesAnyText(@ForAll @StringLength(max = 1_024) String key) {
    String pattern = FamilyPattern.of(key);
    assertThat(pattern.length()).isLessThanOrEqualTo(key.length());
    assertThat(slashes(pattern)).isEqualTo(slashes(key));
  }

  @Property
  void keepsAllButItsReplacements(@ForAll("keysOfTokens") String key) {
    String pattern = FamilyPattern.of(key);
    assertThat(slashes(pattern)).isEqualTo(slashes(key));
    int from = 0;
    for (String kept : pattern.split("\\*", -1)) {
      int at = key.indexOf(kept, from);
      assertThat(at).as("%s in %s", kept, key).isNotNegative();
      from = at + kept.length();
    }
  }

  @Property
  void putsTwoVersionsIntoOneFamily(
      @ForAll("versions") String left,
      @ForAll("versions") String right,
      @ForAll("extensions") String extension) {
    assertThat(FamilyPattern.of("app-" + left + "." + extension))
        .isEqualTo("app-*." + extension)
        .isEqualTo(FamilyPattern.of("app-" + right + "." + extension));
    assertThat(FamilyPattern.of("releases/" + left + "/app." + extension))
        .isEqualTo("releases/*/app." + extension);
    assertThat(FamilyPattern.of("releases/v" + right + "/app-v" + left + "-linux." + extension))
        .isEqualTo("releases/*/app-*-linux." + extension);
  }

  @Property
  void keepsIntegersApart(@ForAll long customer) {
    String segment = Long.toString(customer & Long.MAX_VALUE);
    if (DateForm.end(segment, 0) == 0) {
      assertThat(FamilyPattern.of("customers/" + segment + "/app.zip"))
          .isEqualTo("customers/" + segment + "/app.zip");
    }
  }

  // A rule that took quadratic time would need hours for each of these, not a second.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.",
        ".1",
        "1-",
        "-1",
        "v1",
        "v1.",
        "1.1x",
        "1a",
        "1.0rc",
        "-rc",
        "-g1234567",
        "a",
        "2024-01-31",
        "2024-01-31T",
        "20240131",
        "1.2-3ubuntu",
        "+",
        "1+a",
        "v",
        ".",
        "7z",
        "1.7z.",
        "1.2.",
        "1_",
        "/",
        "1/",
        "a1b2c3d/",
        "\u0661.\u0662",
        "\uD83D\uDE80"
      })
  @Timeout(value = 60, unit = SECONDS)
  void takesLinearTime(String repeated) {
    String hostile = repeated.repeat(1_000_000 / repeated.length());
    assertThat(FamilyPattern.of(hostile)).hasSizeLessThanOrEqualTo(hostile.length());
    assertThat(FamilyPattern.of(hostile + "!")).hasSizeLessThanOrEqualTo(hostile.length() + 1);
  }

  @Provide
  Arbitrary<String> keysOfTokens() {
    return Arbitraries.of(
            "1",
            "2",
            "10",
            "v",
            ".",
            "-",
            "_",
            "/",
            "+",
            "~",
            ":",
            " ",
            "rc",
            "beta",
            "SNAPSHOT",
            "Final",
            "app",
            "zip",
            "7z",
            "tar.gz",
            "2024-01-31",
            "20240131",
            "T",
            "Z",
            "g1234567",
            "a1b2c3d",
            "x",
            "w",
            "\u00E9")
        .list()
        .ofMaxSize(16)
        .map(tokens -> String.join("", tokens));
  }

  @Provide
  Arbitrary<String> versions() {
    Arbitrary<Integer> number = Arbitraries.integers().between(0, 120);
    Arbitrary<String> core =
        number.list().ofMinSize(2).ofMaxSize(4).map(FamilyPatternPropertiesTest::dotted);
    Arbitrary<String> qualifier =
        Arbitraries.of(
            "",
            "-rc1",
            "-RC.2",
            "-SNAPSHOT",
            ".Final",
            "-beta.2",
            "-M1",
            ".M2",
            "+build.5",
            "rc3",
            "-20240131.120000-3",
            "_202",
            "+9",
            "-4ubuntu1",
            "-14-g2414721",
            "-alpha-1",
            ".post1");
    return Combinators.combine(core, qualifier).as((version, suffix) -> version + suffix);
  }

  @Provide
  Arbitrary<String> extensions() {
    return Arbitraries.of(List.copyOf(DefaultExtensions.ALL));
  }

  private static String dotted(List<Integer> numbers) {
    return String.join(".", numbers.stream().map(String::valueOf).toList());
  }

  private static long slashes(String text) {
    return text.chars().filter(c -> c == '/').count();
  }
}
