package io.deltaglider.core.get;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.StoreHeaders;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9110 §13.2.2, as S3 documents it for GetObject. */
final class ReadConditionsTest {
  private static final Instant WRITTEN = Instant.parse("2026-03-01T12:00:00.700Z");

  private static final ObjectInfo INFO =
      new ObjectInfo(
          new ObjectAddress("releases", "app.zip"),
          10,
          "content",
          WRITTEN,
          ContentHeaders.NONE,
          Map.of(),
          5,
          "stored",
          ObjectInfo.Form.DELTA,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          StoreHeaders.NONE);

  /** Times are in seconds from the second in which the object was written. */
  private static ReadConditions conditions(
      String ifMatch, String ifNoneMatch, Integer modified, Integer unmodified) {
    Instant second = Instant.ofEpochSecond(WRITTEN.getEpochSecond());
    return new ReadConditions(
        Optional.ofNullable(ifMatch),
        Optional.ofNullable(ifNoneMatch),
        Optional.ofNullable(modified).map(second::plusSeconds),
        Optional.ofNullable(unmodified).map(second::plusSeconds));
  }

  @ParameterizedTest
  @DisplayName("P-27: a read goes on if its conditions hold; an ETag decides before a time")
  @CsvSource({
    ",,,",
    "content,,,",
    "stored,,,",
    "*,,,",
    "content,,,-5",
    ",other,,",
    ",other,5,",
    ",,-1,",
    ",,,0",
    ",,,5",
    "content,other,5,-5",
  })
  void conditionsThatHold(
      String ifMatch, String ifNoneMatch, Integer modified, Integer unmodified) {
    ReadConditions conditions = conditions(ifMatch, ifNoneMatch, modified, unmodified);

    assertThatCode(() -> conditions.check("read", INFO)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @DisplayName("P-27: what the caller has already is not sent again")
  @CsvSource({",content,,", ",stored,,", ",*,,", ",content,-5,", ",,0,", ",,5,", "content,*,,"})
  void notModified(String ifMatch, String ifNoneMatch, Integer modified, Integer unmodified) {
    ReadConditions conditions = conditions(ifMatch, ifNoneMatch, modified, unmodified);

    assertThatExceptionOfType(NotModifiedException.class)
        .isThrownBy(() -> conditions.check("read", INFO))
        .satisfies(e -> assertThat(e.info()).isEqualTo(INFO))
        .withMessageContaining("releases/app.zip");
  }

  @ParameterizedTest
  @DisplayName("P-27: what must not have changed and has is refused")
  @CsvSource({"other,,,", "other,other,,5", ",,,-1", "other,content,,", ",content,,-1"})
  void failed(String ifMatch, String ifNoneMatch, Integer modified, Integer unmodified) {
    ReadConditions conditions = conditions(ifMatch, ifNoneMatch, modified, unmodified);

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(() -> conditions.check("read", INFO))
        .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.PRECONDITION_FAILED))
        .withMessageContaining("releases/app.zip");
  }
}
