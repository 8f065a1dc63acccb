package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.model.Scope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTypePolicyTest {
  private static final int LARGE = 1 << 20;
  private static final byte[] NO_HEAD = {};
  private static final byte[] ZIP_HEAD = {'P', 'K', 3, 4, 20, 0};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.zip",
        "a/b/APP.ZIP",
        "app.jar",
        "app.war",
        "app.ear",
        "app.aar",
        "app.apk",
        "app.tar",
        "app.tgz",
        "app.tar.gz",
        "app.tar.bz2",
        "app.tar.xz",
        "app.gz",
        "app.bz2",
        "app.xz",
        "app.zst",
        "app.7z",
        "app.rar",
        "app.dmg",
        "app.iso",
        "app.img",
        "app.qcow2",
        "app.vmdk",
        "app.pkg",
        "app.deb",
        "app.rpm",
        "app.whl",
        "app.nupkg",
        "app.sql",
        "app.sql.gz",
        "app.dump",
        "app.bak",
        "app.db",
        "app.sqlite",
        "app.bin",
        "app.exe",
        "app.dll",
        "app.so",
        "app.wasm",
        "app.ckpt",
        "app.safetensors",
        "app.pt",
        "app.onnx",
        "app-1.2.7z",
        "libfoo.so.1.2.3",
        "dump.sql-2024-01-31"
      })
  void admitsKnownExtensions(String key) {
    assertThat(judge(key, NO_HEAD)).isEqualTo(Eligibility.KNOWN_EXTENSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app",
        "app.txt",
        "zip",
        ".zip",
        "app.zip/readme",
        "app-1.2",
        "app.",
        "a.zip.sha1"
      })
  void refusesWhatNeitherNameNorContentTells(String key) {
    assertThat(judge(key, "plain text".getBytes(StandardCharsets.US_ASCII)))
        .isEqualTo(Eligibility.OTHER_KIND);
  }

  @ParameterizedTest
  @CsvSource({
    "zip, 0, 504b0304",
    "gzip, 0, 1f8b08",
    "bzip2, 0, 425a6839314159265359",
    "xz, 0, fd377a585a00",
    "zstd, 0, 28b52ffd",
    "lz4, 0, 04224d18",
    "7z, 0, 377abcaf271c",
    "rar, 0, 526172211a07",
    "tar, 257, 7573746172003030",
    "ELF, 0, 7f454c460201",
    "SQLite, 0, 53514c69746520666f726d6174203300",
    "ar, 0, 213c617263683e0a",
    "rpm, 0, edabeedb",
    "wasm, 0, 0061736d",
    "qcow2, 0, 514649fb",
    "pg_dump, 0, 5047444d50",
  })
  void admitsAnUnknownNameByItsFirstBytes(String kind, int offset, String hex) {
    byte[] magic = HexFormat.of().parseHex(hex);
    byte[] head = new byte[FileTypePolicy.HEAD_BYTES];
    System.arraycopy(magic, 0, head, offset, magic.length);
    assertThat(judge("artifact", head)).as(kind).isEqualTo(Eligibility.KNOWN_CONTENT);
    head[offset + magic.length / 2] ^= 1;
    assertThat(judge("artifact", head)).as(kind).isEqualTo(Eligibility.OTHER_KIND);
  }

  @Test
  void takesNoCutMagicForAWholeOne() {
    assertThat(judge("artifact", Arrays.copyOf(ZIP_HEAD, 3))).isEqualTo(Eligibility.OTHER_KIND);
    assertThat(judge("artifact", Arrays.copyOf(ZIP_HEAD, 4))).isEqualTo(Eligibility.KNOWN_CONTENT);
  }

  // P-07
  @ParameterizedTest
  @ValueSource(strings = {"app.zip.delta", ".delta", "a/reference.bin", "reference.bin"})
  void refusesNamesThatPredecessorsReserve(String key) {
    assertThat(judge(key, ZIP_HEAD)).isEqualTo(Eligibility.RESERVED_NAME);
    assertThat(FileTypePolicy.isReservedName(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"delta", "app.DELTA", "reference.bin/x", "xreference.bin", "a.delta.zip"})
  void reservesNoMoreNames(String key) {
    assertThat(FileTypePolicy.isReservedName(key)).isFalse();
  }

  @Test
  void refusesSmallObjects() {
    assertThat(FileTypePolicy.judge("app.zip", 65_535, ZIP_HEAD, DeltaPolicy.DEFAULT))
        .isEqualTo(Eligibility.TOO_SMALL);
    assertThat(FileTypePolicy.judge("app.zip", 65_536, ZIP_HEAD, DeltaPolicy.DEFAULT).eligible())
        .isTrue();
  }

  @Test
  void refusesWhatThePolicySwitchesOff() {
    DeltaPolicy policy = policy(Set.of("zip"), List.of("logs/", "tmp"));
    assertThat(judge("logs/app.zip", policy)).isEqualTo(Eligibility.SWITCHED_OFF);
    assertThat(judge("tmp2.zip", policy)).isEqualTo(Eligibility.SWITCHED_OFF);
    assertThat(judge("a/logs/app.zip", policy)).isEqualTo(Eligibility.KNOWN_EXTENSION);
  }

  @Test
  void refusesAllWithoutAScope() {
    DeltaPolicy policy = new DeltaPolicy(Set.of("zip"), 65_536, Set.of(), List.of(), List.of());
    assertThat(judge("app.zip", policy)).isEqualTo(Eligibility.NO_SCOPE);
  }

  @Test
  void doesNotLetAKindInByContentThatThePolicyLeavesOutByName() {
    DeltaPolicy policy = policy(Set.of("zip"), List.of());
    assertThat(judge("app.jar", policy)).isEqualTo(Eligibility.OTHER_KIND);
    assertThat(judge("app.docx", policy)).isEqualTo(Eligibility.KNOWN_CONTENT);
    assertThat(judge("app.docx", policy(Set.of("jar"), List.of())))
        .isEqualTo(Eligibility.OTHER_KIND);
  }

  @Test
  void matchesCompressedTarsUnderEachOfTheirNames() {
    assertThat(judge("app.tgz", policy(Set.of("tar.gz"), List.of())).eligible()).isTrue();
    assertThat(judge("app.tar.gz", policy(Set.of("gz"), List.of())).eligible()).isTrue();
    assertThat(judge("app.tar.gz", policy(Set.of("tar.xz"), List.of())).eligible()).isFalse();
    assertThat(judge("app.sql.gz", policy(Set.of("tar.gz"), List.of())).eligible()).isFalse();
  }

  @Test
  void knowsNoContentThatNoPolicyCouldListByDefault() {
    for (Eligibility eligibility : Eligibility.values()) {
      assertThat(eligibility.reason()).matches("[ -~]{5,60}");
    }
    assertThat(DefaultExtensions.ALL).containsAll(ContentMagic.KINDS);
  }

  private static Eligibility judge(String key, byte[] head) {
    return FileTypePolicy.judge(key, LARGE, head, DeltaPolicy.DEFAULT);
  }

  private static Eligibility judge(String key, DeltaPolicy policy) {
    return FileTypePolicy.judge(key, LARGE, ZIP_HEAD, policy);
  }

  private static DeltaPolicy policy(Set<String> extensions, List<String> off) {
    return new DeltaPolicy(extensions, 65_536, Set.of(Scope.Kind.FAMILY), List.of(), off);
  }
}
