package io.deltaglider.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {
  private static final String HASH = "0123456789abcdef0123456789abcdef";

  @Test
  void showsItsId() {
    assertThat(new Scope(Scope.Kind.FAMILY, "f1-" + HASH)).hasToString("f1-" + HASH);
    assertThat(new Scope(Scope.Kind.DIRECTORY, "d12-" + HASH)).hasToString("d12-" + HASH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "d1-" + HASH, "f-" + HASH, "f0-" + HASH, "f1" + HASH, "f1-../" + HASH})
  void refusesOtherIds(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Scope(Scope.Kind.FAMILY, id))
        .withMessageContaining("family")
        .withMessageContaining(id);
  }

  @Test
  void namesItsKindsAsPoliciesDo() {
    assertThat(Scope.Kind.FAMILY.label()).isEqualTo("family");
    assertThat(Scope.Kind.DIRECTORY.label()).isEqualTo("directory");
  }
}
