package io.deltaglider.port.contract;

import java.util.List;
import java.util.stream.Stream;

/** Keys that have been altered, mixed up or lost by one store or tool or another. */
public final class OddKeys {
  private static final int MAX_KEY_BYTES = 1024;

  private OddKeys() {}

  /** Returns all of them; no two are the same. */
  public static Stream<String> stream() {
    return Stream.of(
            segments(), escapes(), controls(), lookAlikes(), unicode(), reserved(), longest())
        .flatMap(List::stream);
  }

  private static List<String> segments() {
    return List.of(
        "/",
        "//",
        "///",
        "a",
        "a/",
        "a//",
        "a/b",
        "a//b",
        "a///b",
        "/a",
        "//a",
        "/a/b",
        "a/b/",
        ".",
        "..",
        "...",
        "./a",
        "../a",
        "../../../../../../etc/passwd",
        "a/.",
        "a/..",
        "a/./b",
        "a/../b",
        "/..",
        "../",
        "dir/",
        ".well-known/x",
        ".hidden");
  }

  private static List<String> escapes() {
    return List.of(
        "a%2Fb",
        "a%2fb",
        "a%252Fb",
        "%",
        "%%",
        "%00",
        "%2e%2e/x",
        "a+b",
        "a b",
        "a%20b",
        "a\\b",
        "..\\..\\x",
        "a?b#c&d=e",
        "a;b",
        "a:b",
        "C:\\x",
        "a*b",
        "a|b",
        "a<b>",
        "\"a\"",
        "'a'",
        "$HOME",
        "~",
        "~/a",
        "-rf",
        "!a",
        "@a",
        "{a,b}",
        "[a]",
        "a~1",
        "`a`",
        "a^b");
  }

  private static List<String> controls() {
    return List.of(
        "\0",
        "a\0b",
        "\n",
        "a\nb",
        "a\r\nb",
        "\t",
        "a\tb",
        "\u001b[0m",
        "\u007f",
        "\u0085",
        "\u2028");
  }

  /** Keys that differ in case, spaces or dots only. */
  private static List<String> lookAlikes() {
    return List.of(
        "Key",
        "KEY",
        "key",
        "kEy/X",
        "key/x",
        "trailing",
        "trailing ",
        "trailing.",
        "trailing. ",
        "trailing..",
        " trailing",
        "a.zip",
        "a.zip.",
        "a.zip ",
        "A.ZIP",
        " ",
        "  ",
        "a /b",
        "a./b");
  }

  private static List<String> unicode() {
    return List.of(
        "\u00e9", // NFC
        "e\u0301", // NFD of the same
        "\u00c9",
        "\u212b", // Angstrom sign, which normalises to the next
        "\u00c5",
        "\ufb01", // ligature fi
        "fi",
        "\u00df",
        "ss",
        "\u0131", // dotless i
        "\u0130",
        "\u200b",
        "\ufeff",
        "\ufeffa",
        "\u202egnp.exe",
        "\ue000",
        "\uffff",
        "\ud800\udc00",
        "\ud83d\ude00",
        "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\udbff\udfff",
        "\u65e5\u672c/\u8a9e");
  }

  /** Names that mean something to some operating system, store or tool. */
  private static List<String> reserved() {
    return List.of(
        "CON",
        "con",
        "NUL",
        "nul.txt",
        "AUX",
        "COM1",
        "LPT1.zip",
        "PRN",
        "desktop.ini",
        ".DS_Store",
        "lost+found",
        "soap",
        "index.html",
        "x.zip",
        "x.zip.delta",
        "x.zip.delta.delta",
        "reference.bin",
        "a/reference.bin",
        ".deltagliderx",
        "a/.deltaglider/b",
        "x.tmp",
        "x.metadata",
        "x.json",
        "x.lock");
  }

  private static List<String> longest() {
    String ascii = "l".repeat(MAX_KEY_BYTES);
    return List.of(
        ascii,
        "l".repeat(MAX_KEY_BYTES - 1) + "m",
        "l".repeat(MAX_KEY_BYTES - 1),
        "l".repeat(255),
        "l".repeat(256),
        "/".repeat(MAX_KEY_BYTES),
        "d/".repeat(100),
        "../".repeat(100),
        "\ud83d\ude00".repeat(MAX_KEY_BYTES / 4),
        "\u00e9".repeat(MAX_KEY_BYTES / 2),
        "%".repeat(MAX_KEY_BYTES),
        "\n".repeat(MAX_KEY_BYTES),
        "U".repeat(MAX_KEY_BYTES),
        "u".repeat(MAX_KEY_BYTES));
  }
}
