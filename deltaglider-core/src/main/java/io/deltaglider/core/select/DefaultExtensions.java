package io.deltaglider.core.select;

import java.util.Set;

/** The kinds of files that are delta-eligible where no policy says otherwise. */
final class DefaultExtensions {
  /**
   * All of them. Left out are images, sound and film, whose versions rarely share bytes, text,
   * which is small, and columnar data (Parquet, ORC), whose buckets hold many unrelated files of
   * one name pattern, each rewritten as a whole. A policy can list them.
   */
  static final Set<String> ALL =
      Set.of(
          // The list of the predecessor in Python.
          "zip",
          "tar",
          "gz",
          "tgz",
          "bz2",
          "xz",
          "7z",
          "rar",
          "dmg",
          "iso",
          "pkg",
          "deb",
          "rpm",
          "apk",
          "jar",
          "war",
          "ear",
          "tar.gz",
          "tar.bz2",
          "tar.xz",
          // Other archives and compressed files.
          "zst",
          "tar.zst",
          "lz4",
          "lzma",
          "br",
          "tbz2",
          "txz",
          "tzst",
          "cpio",
          "cab",
          // Packages.
          "aar",
          "aab",
          "ipa",
          "whl",
          "egg",
          "nupkg",
          "gem",
          "crate",
          "conda",
          "vsix",
          "xpi",
          "msi",
          "msix",
          "snap",
          "appimage",
          "flatpak",
          "jmod",
          // Programs.
          "exe",
          "dll",
          "so",
          "dylib",
          "a",
          "lib",
          "elf",
          "efi",
          "wasm",
          "bin",
          "img",
          // Disks and machines.
          "qcow2",
          "vmdk",
          "vhd",
          "vhdx",
          "vdi",
          "ova",
          "wim",
          "squashfs",
          // Databases and their dumps.
          "sql",
          "dump",
          "bak",
          "db",
          "sqlite",
          "sqlite3",
          "rdb",
          "mdb",
          // Models.
          "ckpt",
          "safetensors",
          "pt",
          "pth",
          "onnx",
          "gguf",
          "h5",
          "npz");

  private DefaultExtensions() {}
}
