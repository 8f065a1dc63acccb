package io.deltaglider.adapter.filesystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.filesystem.EscapedName.Kind;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscapedNameTest {
  private static final Path BUCKET = Path.of("/root/bucket");
  private static final int LONGEST_NAME = 255;
  private static final int LONGEST_PATH = 3200;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "releases/v1.0.0/app.zip    | releases/v1.0.0/app.zip%object",
        "a                          | a%object",
        "a/                         | a/%object",
        "a//b                       | a/%/b%object",
        "/lead.txt                  | %/lead.txt%object",
        "README.md                  | ^r^e^a^d^m^e.md%object",
        ".well-known/x              | .well-known/x%object",
        "../../etc/passwd           | .%2e/.%2e/etc/passwd%object",
        "./.                        | %2e/%2e%object",
        "a b+c=d,e@f~               | a%20b+c=d,e@f%7e%object",
        "con/aux.txt/com1/lpt.x/con1| %63on/%61ux.txt/%63om1/lpt.x/con1%object",
        "%2F^a                      | %252^f%5ea%object",
        "x%object                   | x%25object%object",
        "%bucket/bucket.json        | %25bucket/bucket.json%object",
        "trailing./dot.             | trailing%2e/dot%2e%object",
        "\u00e9                     | %c3%a9%object",
      })
  @DisplayName("P-29 names are as docs/FILESYSTEM.md says")
  void escapesAsSpecified(String key, String path) {
    assertThat(BUCKET.relativize(fileOf(key))).hasToString(path);
  }

  @Property(tries = 3000)
  @Label("P-29 a name decodes to the key it was made of")
  void decodingGivesTheKeyBack(@ForAll("keys") String key) {
    assertThat(decode(fileOf(key))).contains(key);
  }

  @Property(tries = 3000)
  @Label("P-29 names of different keys differ on disks that fold case and normalise")
  void differentKeysStayDifferentOnEveryDisk(
      @ForAll("confusableKeys") String left, @ForAll("confusableKeys") String right) {
    if (!left.equals(right)) {
      assertThat(folded(fileOf(left))).isNotEqualTo(folded(fileOf(right)));
    }
  }

  @Property(tries = 3000)
  @Label("P-29 a key's look-alikes have names that differ even when folded")
  void foldedLookAlikesStayDifferent(@ForAll("keys") String key) {
    for (String lookAlike : lookAlikes(key)) {
      if (!lookAlike.equals(key) && isKey(lookAlike)) {
        assertThat(folded(fileOf(lookAlike))).isNotEqualTo(folded(fileOf(key)));
      }
    }
  }

  @Property(tries = 3000)
  @Label("P-29 no key leads out of the bucket's directory")
  void nothingLeavesTheBucketsDirectory(@ForAll("keys") String key) {
    Path file = fileOf(key);
    assertThat(file.normalize()).isEqualTo(file).startsWithRaw(BUCKET);
    assertThat(file.getNameCount()).isGreaterThan(BUCKET.getNameCount());
    for (Path name : BUCKET.relativize(file)) {
      assertThat(name.toString())
          .hasSizeLessThanOrEqualTo(LONGEST_NAME)
          .matches("[a-z0-9._+=,@%^-]+")
          .doesNotEndWith(".")
          .doesNotMatch("(con|prn|aux|nul|com[0-9]|lpt[0-9])([.].*)?")
          .isNotEqualTo("%bucket");
    }
  }

  @Property(tries = 3000)
  @Label("P-29 all keys of a prefix are below its directory")
  void directoriesOfAPrefixHoldAllItsKeys(
      @ForAll("keys") String prefix, @ForAll("keys") String rest) {
    if (isKey(prefix + rest)) {
      Path directory = KeyPath.of(bytes(prefix)).directoryIn(BUCKET);
      assertThat(fileOf(prefix + rest)).startsWithRaw(directory);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "!", "A", ".", "a", "/!", "con/", "\u00e9", "\ud83d\ude00"})
  @DisplayName("P-29 a key of 1,024 bytes has a path that Linux takes, whatever its characters")
  void theLongestKeysFit(String unit) {
    String key = unit.repeat(1024 / unit.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    Path relative = BUCKET.relativize(fileOf(key));
    assertThat(relative.toString().length()).isLessThanOrEqualTo(LONGEST_PATH);
    assertThat(decode(fileOf(key))).contains(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README",
        "a b",
        "%",
        "%2",
        "%2F",
        "%61",
        "^",
        "^1",
        "a.",
        "con",
        "%more",
        "%bucket",
        "%store",
        "a%more",
        "~",
        "caf\u00e9",
        "x%object%object",
        "%object%more",
        "^%object"
      })
  void namesThatAreNeverMadeAreForeign(String name) {
    Optional<EscapedName> decoded = EscapedName.decode(name);
    assertThat(name.equals("%") || decoded.isEmpty()).as("%s is %s", name, decoded).isTrue();
  }

  @Test
  void anUnsplitSegmentOfTheCostOfASplitOneIsForeign() {
    assertThat(EscapedName.decode("a".repeat(240) + "%object")).isEmpty();
    assertThat(EscapedName.decode("a".repeat(239) + "%more")).isEmpty();
    assertThat(EscapedName.decode("a".repeat(241) + "%more")).isEmpty();
    assertThat(EscapedName.decode("a".repeat(240) + "%more"))
        .contains(new EscapedName(Kind.MORE, "a".repeat(240)));
  }

  @Provide
  Arbitrary<String> keys() {
    Arbitrary<String> risky =
        Arbitraries.of(
            "/",
            ".",
            "..",
            "a",
            "A",
            "b",
            "con",
            "nul",
            ".txt",
            " ",
            "%",
            "^",
            "%2e",
            "%object",
            "%more",
            "%bucket",
            "\n",
            "\\",
            ":",
            "e\u0301",
            "\u00e9",
            "\u212b",
            "\u00c5",
            "\ufb01",
            "fi",
            "\u1e9e",
            "\u00df",
            "ss",
            "\u0130",
            "i",
            "\ud83d\ude00",
            "x".repeat(120),
            "!!!!!!!");
    Arbitrary<String> composed =
        risky.list().ofMinSize(1).ofMaxSize(12).map(l -> String.join("", l));
    Arbitrary<String> random = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(80);
    return Arbitraries.oneOf(composed, random).filter(EscapedNameTest::isKey);
  }

  /** Keys so short, and of so few parts, that many pairs of them fold to the same text. */
  @Provide
  Arbitrary<String> confusableKeys() {
    return Arbitraries.of(
            "a", "A", "k", "K", "\u212a", "e\u0301", "\u00e9", "\u00c9", "\u212b", "\u00c5",
            "\ufb01", "fi", "FI", "\u1e9e", "\u00df", "ss", "\u0130", "i", "%41", "^a", "/", ".",
            " ")
        .list()
        .ofMinSize(1)
        .ofMaxSize(2)
        .map(parts -> String.join("", parts));
  }

  private static boolean isKey(String text) {
    Optional<String> bytes = ByteText.encode(text);
    return bytes.isPresent() && !text.isEmpty() && bytes.get().length() <= 1024;
  }

  private static List<String> lookAlikes(String key) {
    List<String> lookAlikes = new ArrayList<>();
    lookAlikes.add(key.toLowerCase(Locale.ROOT));
    lookAlikes.add(key.toUpperCase(Locale.ROOT));
    for (Normalizer.Form form : Normalizer.Form.values()) {
      lookAlikes.add(Normalizer.normalize(key, form));
    }
    lookAlikes.add(key + "/");
    lookAlikes.add(key + ".");
    lookAlikes.add(key + " ");
    lookAlikes.add("/" + key);
    lookAlikes.add(key.replace("//", "/"));
    return lookAlikes;
  }

  /** Returns what the least discerning disk makes of a path. */
  private static String folded(Path file) {
    String normalized = Normalizer.normalize(file.toString(), Normalizer.Form.NFKC);
    return normalized.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  private static Path fileOf(String key) {
    return KeyPath.of(bytes(key)).fileIn(BUCKET);
  }

  private static String bytes(String text) {
    return ByteText.encode(text).orElseThrow();
  }

  private static Optional<String> decode(Path file) {
    StringBuilder text = new StringBuilder();
    for (Path name : BUCKET.relativize(file)) {
      text.append(EscapedName.decode(name.toString()).orElseThrow().keyPart());
    }
    return ByteText.decode(text.toString());
  }
}
