package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.core.model.Scope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeltaPolicyTest {
  private static final Set<Scope.Kind> BOTH = Set.of(Scope.Kind.FAMILY, Scope.Kind.DIRECTORY);

  @Test
  void keepsItsListsSortedAndDistinct() {
    DeltaPolicy policy =
        new DeltaPolicy(
            Set.of("zip", "jar", "7z"), 65_536, BOTH, List.of("b/", "a/", "b/"), List.of("z", "y"));
    assertThat(policy.extensions()).containsExactly("7z", "jar", "zip");
    assertThat(policy.scopes()).containsExactly(Scope.Kind.FAMILY, Scope.Kind.DIRECTORY);
    assertThat(policy.isolate()).containsExactly("a/", "b/");
    assertThat(policy.off()).containsExactly("y", "z");
  }

  @Test
  void isNarrowedByAClient() {
    DeltaPolicy bucket =
        new DeltaPolicy(Set.of("zip", "jar"), 100_000, BOTH, List.of("a/"), List.of("x/"));
    DeltaPolicy client =
        new DeltaPolicy(
            Set.of("jar", "war"),
            80_000,
            Set.of(Scope.Kind.DIRECTORY),
            List.of("b/"),
            List.of("y/", "x/"));
    DeltaPolicy both =
        new DeltaPolicy(
            Set.of("jar"),
            100_000,
            Set.of(Scope.Kind.DIRECTORY),
            List.of("a/", "b/"),
            List.of("x/", "y/"));
    assertThat(bucket.narrow(client)).isEqualTo(both);
    assertThat(client.narrow(bucket)).isEqualTo(both);
    assertThat(bucket.narrow(bucket)).isEqualTo(bucket);
  }

  @Test
  void isNotWidenedByAClientOfDefaults() {
    DeltaPolicy bucket =
        new DeltaPolicy(Set.of("zip"), 100_000, Set.of(), List.of("a/"), List.of("x/"));
    assertThat(bucket.narrow(DeltaPolicy.DEFAULT)).isEqualTo(bucket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".zip", "ZIP", "a/b", "tar.gz.gpg", "tar.", "z\0"})
  void refusesWhatIsNoExtension(String extension) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeltaPolicy(Set.of(extension), 65_536, BOTH, List.of(), List.of()))
        .withMessageContaining(extension);
  }

  @Test
  void refusesALowerLeastSize() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeltaPolicy(Set.of("zip"), 65_535, BOTH, List.of(), List.of()))
        .withMessageContaining("65535");
  }

  @Test
  void refusesAnIsolatePrefixThatCouldForgeAScope() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DeltaPolicy(Set.of("zip"), 65_536, BOTH, List.of("a\0b"), List.of()))
        .withMessageContaining("NUL");
  }
}
