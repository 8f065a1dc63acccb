package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyPatternTest {
  @ParameterizedTest
  @CsvSource({
    "v1.0.0/my-app.zip, */my-app.zip",
    "v1.0.1/my-app.zip, */my-app.zip",
    "app-1.2.zip, app-*.zip",
    "app-1.3-rc1.zip, app-*.zip",
    "app-v1.2.zip, app-*.zip",
    "app-V12.zip, app-*.zip",
    "app-v2-beta.zip, app-*.zip",
    "v1/app.zip, */app.zip",
    "v12/app.zip, */app.zip",
    "v1beta1/crd.zip, */crd.zip",
    "10.1.40/tomcat.zip, */tomcat.zip",
    "spark-core_2.13-3.5.4.jar, spark-core_*.jar",
    "apache-maven-3.9.8-bin.tar.gz, apache-maven-*-bin.tar.gz",
    "guava-33.0.0-jre.jar, guava-*-jre.jar",
    "netty-4.1.100.Final.jar, netty-*.jar",
    "hibernate-core-6.0.0.CR1.jar, hibernate-core-*.jar",
    "spring-core-5.0.0.M1.jar, spring-core-*.jar",
    "spring-core-5.0.0.RELEASE.jar, spring-core-*.jar",
    "app-1.0-SNAPSHOT.jar, app-*.jar",
    "app-1.0-20240131.120000-3.jar, app-*.jar",
    "app-1.0-beta.2.zip, app-*.zip",
    "app-1.0-rc-1.zip, app-*.zip",
    "app-1.0-M1.zip, app-*.zip",
    "app-1.0.0+build.5.zip, app-*.zip",
    "app-1.2-14-g2414721.zip, app-*.zip",
    "pkg-1.0rc1.tar.gz, pkg-*.tar.gz",
    "pkg-1.0b2.tar.gz, pkg-*.tar.gz",
    "pkg-1.0.post1.tar.gz, pkg-*.tar.gz",
    "pkg-1.0.dev3.tar.gz, pkg-*.tar.gz",
    "openssl-1.1.1w.tar.gz, openssl-*.tar.gz",
    "jdk-17.0.9+9.tar.gz, jdk-*.tar.gz",
    "jdk1.8.0_202.tar.gz, jdk*.tar.gz",
    "go1.21.5.linux-amd64.tar.gz, go*.linux-amd64.tar.gz",
    "libfoo_1.2.3-4ubuntu1_amd64.deb, libfoo_*_amd64.deb",
    "libfoo_1.2.3+deb12u1_amd64.deb, libfoo_*_amd64.deb",
    "foo-1.2.3-1.el8.x86_64.rpm, foo-*.el8.x86_64.rpm",
    "libfoo.so.1.2.3, libfoo.so.*",
    "ubuntu-22.04.3-live-server-amd64.iso, ubuntu-*-live-server-amd64.iso",
    "jetty-9.4.53.v20231009.zip, jetty-*.zip",
    "wildfly-26.1.3.Final-x.zip, wildfly-*-x.zip",
  })
  void replacesVersionsAndTheirQualifiers(String key, String pattern) {
    assertThat(FamilyPattern.of(key)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "releases/2024-01-31/db.dump, releases/*/db.dump",
    "db-20240131.dump, db-*.dump",
    "db20240131.dump, db*.dump",
    "20240131/db.dump, */db.dump",
    "2024.01.31/db.dump, */db.dump",
    "db_2024_01_31.dump, db_*.dump",
    "db-2024-01-31T12-30-00Z.dump, db-*.dump",
    "db-2024-01-31T12:30:00.123Z.dump, db-*.dump",
    "db-2024-01-31_12-30-00.dump, db-*.dump",
    "db-2024-01-31 12:30:00+01:00.dump, db-*.dump",
    "db-20240131T123000Z.dump, db-*.dump",
    "db-20240131-123000.dump, db-*.dump",
    "db-202401311230.dump, db-*.dump",
    "db-20240131123059.dump, db-*.dump",
  })
  void replacesDatesAndTimes(String key, String pattern) {
    assertThat(FamilyPattern.of(key)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @CsvSource({
    "builds/a1b2c3d/app.zip, builds/*/app.zip",
    "builds/a1b2c3d4e5f6/app.zip, builds/*/app.zip",
    "2414721b194453f058079d897d13c4e377f92dc6/app.zip, */app.zip",
    "blobs/0123456789012345678901234567890123456789012345678901234567890123, blobs/*",
  })
  void replacesASegmentThatIsACommitHash(String key, String pattern) {
    assertThat(FamilyPattern.of(key)).isEqualTo(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "customers/42/app.zip",
        "customers/1234567/app.zip",
        "customers/123456789012/app.zip",
        "customers/20249931/app.zip",
        "customers/acme-1a2b3c4d/app.zip",
        "builds/defaced/app.zip",
        "builds/a1b2c3/app.zip",
        "builds/a1b2c3d4e5f6a/app.zip",
        "a1b2c3d.zip",
        "app-12.zip",
        "build-123/log4j.zip",
        "log4j2.zip",
        "x86_64/app.zip",
        "mp3/song.mp4",
        "archive.tar.bz2",
        "archive.7z",
        "archive.7z.001",
        "2024-99-31/app.zip",
        "2024-01/app.zip",
        "nightly/app-SNAPSHOT.zip",
        "rev1/app.zip",
        "v/app.zip",
        "vendor/app.zip",
        "550e8400-e29b-41d4-a716-446655440000/app.zip",
        "a//b",
        "..",
        "/",
        "",
        "\uD83D\uDE80/r\u00E9sum\u00E9.zip",
        "\uD83D",
        "*"
      })
  void leavesEverythingElseAlone(String key) {
    assertThat(FamilyPattern.of(key)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7z", "7Z", "3gp", "mp4", "m3u8", "p12", "b64", "a", "c", "patch", "r01"})
  void keepsTheExtensionBehindAVersion(String extension) {
    assertThat(FamilyPattern.of("app-1.2." + extension)).isEqualTo("app-*." + extension);
  }
}
