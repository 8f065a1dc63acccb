package io.deltaglider.benchmark.corpus;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Two files, one of which is encoded against the other: successive releases, fetched by their
 * coordinates, and what {@link DerivedCorpora} makes.
 */
public enum CorpusPair {
  /** A product as a zip of many compressed members. */
  TOMCAT_ZIP("tomcat-10.1.40.zip", "tomcat-10.1.41.zip"),
  /** The same as a gzip stream, in which one change alters all that follows. */
  TOMCAT_TAR_GZ("tomcat-10.1.40.tar.gz", "tomcat-10.1.41.tar.gz"),
  /** The same without the gzip: jars in a tar. */
  TOMCAT_TAR("tomcat-10.1.40.tar", "tomcat-10.1.41.tar"),
  /** A tool as a zip. */
  MAVEN_ZIP("apache-maven-3.9.8-bin.zip", "apache-maven-3.9.9-bin.zip"),
  /** The same as a gzip stream. */
  MAVEN_TAR_GZ("apache-maven-3.9.8-bin.tar.gz", "apache-maven-3.9.9-bin.tar.gz"),
  /** A library whose build is reproducible: few members differ. */
  SPARK_JAR("spark-core_2.13-3.5.4.jar", "spark-core_2.13-3.5.5.jar"),
  /** A program's text, uncompressed. */
  TYPESCRIPT_TAR("typescript-5.6.3.tar", "typescript-5.7.3.tar"),
  /** A large zip whose members stand in another order; some are the next release's. */
  MOVED_MEMBERS("keycloak-quarkus-dist-26.0.5.zip", "keycloak-moved-members.zip"),
  /** Pages as a database keeps them: most untouched, some with other rows, some only stamped. */
  DATABASE_PAGES("database-pages-1.bin", "database-pages-2.bin"),
  /** Random blocks in another order, with a few insertions and edits. */
  MOVED_BLOCKS("moved-blocks-1.bin", "moved-blocks-2.bin"),
  /** Random bytes whose second half comes first. */
  HALVES_SWAPPED("halves-1.bin", "halves-2.bin"),
  /** Random bytes against a zip: there is nothing to find. */
  RANDOM("keycloak-quarkus-dist-26.0.5.zip", "random.bin");

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

  /** Returns the older file in a directory of corpora. */
  public Path source(Path corpora) {
    return corpora.resolve(source);
  }

  /** Returns the newer file in a directory of corpora. */
  public Path target(Path corpora) {
    return corpora.resolve(target);
  }

  /** Returns the directory of corpora that the JMH benchmarks read. */
  public static Path directory() {
    return Path.of(System.getProperty("corpora", "deltaglider-benchmark/target/corpora"));
  }

  /**
   * Returns a file's bytes, read into memory, so that no disk is measured.
   *
   * @throws IOException if reading fails
   */
  public static ByteSource read(Path file) throws IOException {
    return ByteSource.of(Files.readAllBytes(file));
  }
}
