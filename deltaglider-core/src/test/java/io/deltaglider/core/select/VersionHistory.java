package io.deltaglider.core.select;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Versions of one artifact in the order of their release, with the deltas between all of them. */
final class VersionHistory {
  /**
   * One version.
   *
   * @param deltas the size of its delta against each earlier version
   */
  record Version(String name, long size, Sha256 hash, Sketch sketch, List<Long> deltas) {}

  private final String name;
  private final List<Version> versions;

  VersionHistory(String name, List<Version> versions) {
    this.name = name;
    this.versions = List.copyOf(versions);
  }

  /** Reads a recorded history: real artifacts, deltas as our encoder makes them. */
  static VersionHistory load(String name) {
    List<Version> versions = new ArrayList<>();
    try (InputStream stream =
            Objects.requireNonNull(
                VersionHistory.class.getResourceAsStream("histories/" + name + ".csv"), name);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.startsWith("#")) {
          versions.add(parse(line));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new VersionHistory(name, versions);
  }

  /** Returns the part from one version to another, as if nothing had come before. */
  VersionHistory part(int from, int to) {
    List<Version> part = new ArrayList<>();
    for (Version v : versions.subList(from, to)) {
      List<Long> deltas = v.deltas().subList(from, from + part.size());
      part.add(new Version(v.name(), v.size(), v.hash(), v.sketch(), deltas));
    }
    return new VersionHistory(name + " " + from + " to " + to, part);
  }

  int length() {
    return versions.size();
  }

  Version version(int index) {
    return versions.get(index);
  }

  /** Returns the size of the delta that makes one version out of an earlier one. */
  long delta(int reference, int target) {
    return versions.get(target).deltas().get(reference);
  }

  @Override
  public String toString() {
    return name;
  }

  private static Version parse(String line) {
    List<String> fields = List.of(line.split(",", -1));
    List<Long> deltas = fields.stream().skip(4).map(Long::valueOf).toList();
    return new Version(
        fields.get(0),
        Long.parseLong(fields.get(1)),
        new Sha256(fields.get(2)),
        Sketch.parse(fields.get(3)).orElseThrow(),
        deltas);
  }
}
