package io.deltaglider.port.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ObjectAttributesTest {
  private static ObjectAttributes metadata(String name, String value) {
    return ObjectAttributes.NONE.withMetadata(Map.of(name, value));
  }

  @Test
  void metadataIsCountedInBytesOfNamesAndValues() {
    assertThat(ObjectAttributes.NONE.metadataBytes()).isZero();
    assertThat(metadata("name", "\u00e9\ud83d\ude00").metadataBytes()).isEqualTo(4 + 2 + 4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Upper", "a b", "a:b", "a/b", "\u00e4", "a\n"})
  void refusesNamesThatAreNoTokens(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> metadata(name, "value"))
        .withMessageContaining(name);
  }

  @Test
  void refusesValuesWithControlCharacters() {
    for (String value : new String[] {"a\nb", "\0", "\u007f", "\ud83d"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> metadata("name", value))
          .withMessageContaining("name");
    }
  }

  @Test
  void refusesMoreTagsThanTen() {
    Map<String, String> tags = new HashMap<>();
    for (int i = 0; i <= ObjectAttributes.MAX_TAGS; i++) {
      tags.put("tag" + i, "");
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ObjectAttributes.NONE.withTags(tags))
        .withMessageContaining("11");
  }

  @Test
  void isNotChangedThroughTheMapsItWasMadeOf() {
    Map<String, String> given = new HashMap<>(Map.of("a", "b"));
    ObjectAttributes attributes = ObjectAttributes.of(ContentHeaders.NONE, given);

    given.put("c", "d");

    assertThat(attributes.metadata()).isEqualTo(Map.of("a", "b"));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> attributes.metadata().put("e", "f"));
  }

  @Test
  void withersReplaceOnePart() {
    ContentHeaders headers = ContentHeaders.NONE.withContentType("text/plain");
    ObjectAttributes attributes = metadata("a", "b").withHeaders(headers);

    assertThat(attributes.headers().contentType()).contains("text/plain");
    assertThat(attributes.metadata()).isEqualTo(Map.of("a", "b"));
    assertThat(attributes.withMetadata(Map.of()).headers()).isEqualTo(headers);
  }
}
