package io.deltaglider.core.vcdiff;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Deltas that xdelta3 3.0.11 made, with what they were made from; see manifest.json beside them.
 */
final class Xdelta3Vectors {
  private static final String ALL = "/xdelta3-vectors/";
  private static final String COMPRESSED_SECTIONS = "/xdelta3-sections/";
  private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

  private Xdelta3Vectors() {}

  /** One delta. The arrays are shared: callers do not change them. */
  static final class Vector {
    private final String name;
    private final String options;
    private final byte[] delta;
    private final byte[] source;
    private final byte[] target;

    Vector(String name, String options, byte[] delta, byte[] source, byte[] target) {
      this.name = name;
      this.options = options;
      this.delta = delta;
      this.source = source;
      this.target = target;
    }

    /** Returns the delta's file name. */
    String name() {
      return name;
    }

    /** Tells whether xdelta3 was not told to leave checksums out. */
    boolean hasChecksums() {
      return !options.contains("-n");
    }

    byte[] delta() {
      return delta;
    }

    byte[] source() {
      return source;
    }

    byte[] target() {
      return target;
    }

    ByteSource byteSource() {
      return ByteSource.of(source);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Returns the vectors that cover options and kinds of content. */
  static List<Vector> all() {
    return in(ALL);
  }

  /** Returns small vectors whose sections really are compressed, by each compressor. */
  static List<Vector> withCompressedSections() {
    return in(COMPRESSED_SECTIONS);
  }

  private static List<Vector> in(String folder) {
    try (InputStream manifest = open(folder + "manifest.json");
        JsonParser parser = new JsonFactory().createParser(manifest)) {
      List<Vector> vectors = new ArrayList<>();
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.FIELD_NAME
            && parser.currentName().equals("vectors")) {
          parser.nextToken();
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            vectors.add(vector(folder, parser));
          }
        }
      }
      return vectors;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the vector of this name. */
  static Vector named(String name) {
    return all().stream().filter(vector -> vector.name().equals(name)).findAny().orElseThrow();
  }

  private static Vector vector(String folder, JsonParser parser) throws IOException {
    Map<String, String> fields = new HashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (parser.nextToken() != JsonToken.VALUE_NULL) {
        fields.put(name, parser.getText());
      }
    }
    String delta = fields.get("delta");
    String source = fields.get("source");
    return new Vector(
        delta,
        fields.get("options"),
        bytes(folder + delta),
        source == null ? new byte[0] : bytes(source.startsWith("/") ? source : folder + source),
        bytes(folder + fields.get("target")));
  }

  /** Many vectors share their source and target. */
  private static byte[] bytes(String name) {
    return FILES.computeIfAbsent(name, Xdelta3Vectors::read);
  }

  private static byte[] read(String name) {
    try (InputStream stream = open(name)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(
        Xdelta3Vectors.class.getResourceAsStream(name), () -> "no resource " + name);
  }
}
