package io.deltaglider.cli.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
  @DisplayName("P-37: patterns match as Python's fnmatch does")
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "*;a/b.txt;true",
        "*.txt;a/b.txt;true",
        "*.txt;a/b.txt2;false",
        "a;a/b.txt;false",
        "a/*;a/b/c;true",
        "?.txt;b.txt;true",
        "?.txt;bb.txt;false",
        "a?b;a/b;true",
        "[abc].x;b.x;true",
        "[a-c].x;c.x;true",
        "[a-c].x;d.x;false",
        "[!a-c].x;d.x;true",
        "[!a-c].x;a.x;false",
        "[]].x;].x;true",
        "[!]].x;].x;false",
        "[c-a].x;b.x;false",
        "[a-].x;-.x;true",
        "[^a].x;^.x;true",
        "[a.x;[a.x;true",
        "a[&&b]c;a&c;true",
        "a\\*;a\\b;true",
        "a.b;axb;false",
        "(a|b)+;(a|b)+;true",
        "?;\ud83d\ude00;true",
      })
  void matches(String pattern, String path, boolean expected) {
    assertThat(NamePattern.of(pattern).matches(path)).isEqualTo(expected);
  }
}
