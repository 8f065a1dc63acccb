package io.deltaglider.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A program whose objects are not in a cloud neither carries nor loads a cloud's SDK. */
class LightnessTest {
  private static final Pattern CLOUD_JAR =
      Pattern.compile(
          ".*(/software/amazon/|/com/google/(cloud|api|api-client|apis|auth|http-client"
              + "|oauth-client)/|/io/grpc/|/io/opencensus/|/adapter-s3/|/adapter-gcs/).*");
  private static final Pattern CLOUD_CLASS =
      Pattern.compile(
          ".*\\b(software\\.amazon|com\\.google\\.(cloud|api|auth)|io\\.grpc"
              + "|io\\.deltaglider\\.adapter\\.(s3|gcs))\\..*");

  @TempDir Path directory;

  private static List<String> classPath() {
    return Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
  }

  private static boolean isCloud(String entry) {
    return CLOUD_JAR.matcher(entry.replace(File.separatorChar, '/')).matches();
  }

  private List<String> run(List<String> classPath, String store, String... options)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
    command.addAll(List.of(StoreProgram.class.getName(), store, directory.toString()));
    Path output = directory.resolve("output.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    List<String> lines = Files.readAllLines(output);
    assertThat(process.exitValue()).as(() -> String.join("\n", lines)).isZero();
    return lines;
  }

  private String url(String scheme) {
    return scheme.equals("file:") ? scheme + directory.resolve("store") : scheme;
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "memory:"})
  void noClassOfACloudIsLoadedForOtherStores(String scheme) throws Exception {
    List<String> lines = run(classPath(), url(scheme), "-Xlog:class+load");

    assertThat(lines).anyMatch(line -> line.contains("stored as DELTA"));
    assertThat(lines).anyMatch(line -> line.contains("io.deltaglider.wiring.DeltaGliderModule"));
    assertThat(lines.stream().filter(line -> CLOUD_CLASS.matcher(line).matches())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"file:", "memory:"})
  void otherStoresWorkWithoutTheCloudsSdks(String scheme) throws Exception {
    List<String> light = classPath().stream().filter(entry -> !isCloud(entry)).toList();
    assertThat(light).hasSizeLessThan(classPath().size() - 20);

    assertThat(run(light, url(scheme))).contains("stored as REFERENCE", "stored as DELTA");
  }

  @ParameterizedTest
  @CsvSource({"s3:, adapter-s3", "gcs:, adapter-gcs"})
  void aStoreWhoseAdapterIsMissingIsRefusedByName(String store, String artifact) throws Exception {
    List<String> light = classPath().stream().filter(entry -> !isCloud(entry)).toList();

    assertThat(run(light, store))
        .anyMatch(
            line ->
                line.startsWith("refused: store: there is no adapter for " + store)
                    && line.endsWith("add io.deltaglider:" + artifact));
  }

  private static Set<String> runtimeOf(String... modules) throws IOException {
    Set<String> entries = new TreeSet<>();
    for (String module : modules) {
      Path built = Path.of("..", module, "target");
      entries.add(built.resolve("classes").toRealPath().toString());
      String list = Files.readString(built.resolve("runtime-classpath.txt")).strip();
      entries.addAll(Arrays.asList(list.split(File.pathSeparator, -1)));
    }
    return entries;
  }

  private static long bytes(String entry) {
    try (Stream<Path> files = Files.walk(Path.of(entry))) {
      return files.filter(Files::isRegularFile).mapToLong(LightnessTest::size).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"adapter-memory", "adapter-filesystem"})
  void theCoreWithOneOfItsAdaptersBringsNoCloudsSdk(String adapter) throws IOException {
    Set<String> entries = runtimeOf("deltaglider-core", adapter);

    System.out.printf(
        "deltaglider-core + %s: %.1f MB in %d class path entries%n",
        adapter, entries.stream().mapToLong(LightnessTest::bytes).sum() / 1e6, entries.size());
    assertThat(entries).anyMatch(entry -> entry.contains("guice"));
    assertThat(entries.stream().filter(LightnessTest::isCloud)).isEmpty();
    assertThat(entries.stream().mapToLong(LightnessTest::bytes).sum()).isLessThan(10_000_000);
  }

  @Test
  void theCloudsSdksAreWhatIsLeftOut() {
    String sizes =
        Stream.of("/software/amazon/", "/com/google/")
            .map(
                part ->
                    classPath().stream()
                        .filter(entry -> entry.replace(File.separatorChar, '/').contains(part))
                        .collect(Collectors.summingLong(LightnessTest::bytes)))
            .map(bytes -> String.format("%.1f MB", bytes / 1e6))
            .collect(Collectors.joining(" and "));
    long all =
        classPath().stream().filter(LightnessTest::isCloud).mapToLong(LightnessTest::bytes).sum();
    System.out.println("left out: " + sizes + " of jars for AWS and of Google's");
    assertThat(all).isGreaterThan(10_000_000);
  }
}
