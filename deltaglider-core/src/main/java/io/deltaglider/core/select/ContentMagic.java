package io.deltaglider.core.select;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Kinds of files that their first bytes give away. */
final class ContentMagic {
  private static final List<Magic> MAGICS =
      List.of(
          new Magic("zip", 0, "504b0304"),
          new Magic("gz", 0, "1f8b08"),
          new Magic("bz2", 4, "314159265359"),
          new Magic("xz", 0, "fd377a585a00"),
          new Magic("zst", 0, "28b52ffd"),
          new Magic("lz4", 0, "04224d18"),
          new Magic("7z", 0, "377abcaf271c"),
          new Magic("rar", 0, "526172211a07"),
          new Magic("tar", 257, "7573746172"),
          new Magic("cab", 0, "4d534346"),
          new Magic("a", 0, "213c617263683e0a"),
          new Magic("rpm", 0, "edabeedb"),
          new Magic("elf", 0, "7f454c46"),
          new Magic("wasm", 0, "0061736d"),
          new Magic("qcow2", 0, "514649fb"),
          new Magic("vmdk", 0, "4b444d56"),
          new Magic("squashfs", 0, "68737173"),
          new Magic("sqlite", 0, "53514c69746520666f726d6174203300"),
          new Magic("dump", 0, "5047444d50"),
          new Magic("h5", 0, "894844460d0a1a0a"),
          new Magic("gguf", 0, "47475546"));

  /** The extensions that stand for the kinds. */
  static final Set<String> KINDS =
      MAGICS.stream().map(magic -> magic.extension).collect(Collectors.toUnmodifiableSet());

  private ContentMagic() {}

  /** Returns the extension that names the kind; empty if the bytes say nothing. */
  static Optional<String> kind(byte[] head) {
    for (Magic magic : MAGICS) {
      if (magic.isIn(head)) {
        return Optional.of(magic.extension);
      }
    }
    return Optional.empty();
  }

  private static final class Magic {
    private final String extension;
    private final int offset;
    private final byte[] bytes;

    Magic(String extension, int offset, String hex) {
      this.extension = extension;
      this.offset = offset;
      this.bytes = HexFormat.of().parseHex(hex);
    }

    boolean isIn(byte[] head) {
      int end = offset + bytes.length;
      return end <= head.length && Arrays.equals(head, offset, end, bytes, 0, bytes.length);
    }
  }
}
