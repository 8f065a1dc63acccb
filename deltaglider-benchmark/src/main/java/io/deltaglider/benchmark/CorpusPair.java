package io.deltaglider.benchmark;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Two successive releases, one of which is encoded against the other. The files are those that
 * {@code deltaglider-benchmark/run fetch} brings.
 */
public enum CorpusPair {
  /** A product as a zip of many compressed members. */
  TOMCAT_ZIP("tomcat-10.1.40.zip", "tomcat-10.1.41.zip"),
  /** The same as a gzip stream, in which one change alters all that follows. */
  TOMCAT_TAR_GZ("tomcat-10.1.40.tar.gz", "tomcat-10.1.41.tar.gz"),
  /** A tool as a zip. */
  MAVEN_ZIP("apache-maven-3.9.8-bin.zip", "apache-maven-3.9.9-bin.zip"),
  /** The same as a gzip stream. */
  MAVEN_TAR_GZ("apache-maven-3.9.8-bin.tar.gz", "apache-maven-3.9.9-bin.tar.gz"),
  /** A library whose build is reproducible: few members differ. */
  SPARK_JAR("spark-core_2.13-3.5.4.jar", "spark-core_2.13-3.5.5.jar");

  private final String source;
  private final String target;

  CorpusPair(String source, String target) {
    this.source = source;
    this.target = target;
  }

  /** Returns all pairs. */
  public static List<CorpusPair> all() {
    return Arrays.asList(values());
  }

  /** Returns the older release in a directory of corpora. */
  public Path source(Path corpora) {
    return corpora.resolve(source);
  }

  /** Returns the newer release in a directory of corpora. */
  public Path target(Path corpora) {
    return corpora.resolve(target);
  }

  /** Returns both files' names. */
  public String label() {
    return source + " -> " + target;
  }

  /** Returns the directory of corpora that the JMH benchmarks read. */
  static Path directory() {
    return Path.of(System.getProperty("corpora", "deltaglider-benchmark/target/corpora"));
  }

  /** Returns a file's bytes, read into memory, so that no disk is measured. */
  static ByteSource read(Path file) throws IOException {
    return ByteSource.of(Files.readAllBytes(file));
  }
}
