package io.deltaglider.core.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.model.Scope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopesTest {
  private static final Set<Scope.Kind> BOTH = Set.of(Scope.Kind.FAMILY, Scope.Kind.DIRECTORY);

  // Index keys in stored buckets depend on these.
  @Test
  void neverChangesItsIds() {
    assertThat(Scopes.of("v1.0.0/my-app.zip", DeltaPolicy.DEFAULT))
        .containsExactly(
            new Scope(Scope.Kind.FAMILY, "f1-4e65f37c501367841b75e0f37149c50e"),
            new Scope(Scope.Kind.DIRECTORY, "d1-393e8d5ceb61adfe03fc99a3ad3efb1c"));
    assertThat(Scopes.of("a/app-1.2.tgz", isolating("a/")))
        .containsExactly(
            new Scope(Scope.Kind.FAMILY, "f1-b845637fb8368f03110d82f180f4a62e"),
            new Scope(Scope.Kind.DIRECTORY, "d1-26969aea289f6f879aaf82a9306878a3"));
  }

  @Test
  void givesOneFamilyOneScope() {
    assertThat(family("v1.0.0/my-app.zip")).isEqualTo(family("v1.0.1/my-app.zip"));
    assertThat(family("app-1.2.zip")).isEqualTo(family("app-1.3-rc1.zip"));
    assertThat(family("v1.0.0/my-app.zip")).isNotEqualTo(family("v1.0.0/other-app.zip"));
    assertThat(family("customers/1/app.zip")).isNotEqualTo(family("customers/2/app.zip"));
  }

  @ParameterizedTest
  @CsvSource({
    "a/x.zip, a/y.zip, true",
    "a/x.zip, a/y.ZIP, true",
    "a/x.tar.gz, a/y.tgz, true",
    "a/x, a/y, true",
    "a/x-1.2, a/y, true",
    "x.zip, y.zip, true",
    "a/x.zip, a/y.jar, false",
    "a/x.tar.gz, a/y.gz, false",
    "a/x.zip, b/x.zip, false",
    "a/x.zip, a/b/x.zip, false",
    "a/x.zip, a//x.zip, false",
    "1.0/x.zip, 1.1/x.zip, false",
  })
  void givesADirectoryAndKindOneScope(String left, String right, boolean same) {
    assertThat(directory(left).equals(directory(right))).isEqualTo(same);
  }

  @Test
  void separatesFamiliesOfDifferentIsolatePrefixes() {
    DeltaPolicy policy = isolating("customers/acme-1.0/", "customers/acme-1.1/", "customers/");
    List<Scope> left = Scopes.of("customers/acme-1.0/app.zip", policy);
    List<Scope> right = Scopes.of("customers/acme-1.1/app.zip", policy);
    List<Scope> outer = Scopes.of("customers/acme-1.2/app.zip", policy);
    assertThat(left).doesNotContainAnyElementsOf(right).doesNotContainAnyElementsOf(outer);
    assertThat(right).doesNotContainAnyElementsOf(outer);
    assertThat(outer)
        .doesNotContainAnyElementsOf(Scopes.of("customers/acme-1.2/app.zip", DeltaPolicy.DEFAULT));
    assertThat(Scopes.of("other/app-1.2.zip", policy))
        .isEqualTo(Scopes.of("other/app-1.2.zip", DeltaPolicy.DEFAULT));
  }

  @Test
  void lookOnlyWhereThePolicyAllows() {
    assertThat(kinds(Set.of(Scope.Kind.FAMILY))).containsExactly(Scope.Kind.FAMILY);
    assertThat(kinds(Set.of(Scope.Kind.DIRECTORY))).containsExactly(Scope.Kind.DIRECTORY);
    assertThat(kinds(BOTH)).containsExactly(Scope.Kind.FAMILY, Scope.Kind.DIRECTORY);
    assertThat(kinds(Set.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "..", "../x", "/", "\uD83D\uDE80/\uD83D\uDE80.zip", "\0", "*"})
  void takesAnyKey(String key) {
    assertThat(Scopes.of(key, DeltaPolicy.DEFAULT)).hasSize(2);
    assertThat(Scopes.of(key.repeat(1_024 / key.length()), DeltaPolicy.DEFAULT)).hasSize(2);
  }

  private static List<Scope.Kind> kinds(Set<Scope.Kind> enabled) {
    DeltaPolicy policy = new DeltaPolicy(Set.of("zip"), 65_536, enabled, List.of(), List.of());
    return Scopes.of("a/app-1.2.zip", policy).stream().map(Scope::kind).toList();
  }

  private static DeltaPolicy isolating(String... prefixes) {
    return new DeltaPolicy(Set.of("zip"), 65_536, BOTH, List.of(prefixes), List.of());
  }

  private static Scope family(String key) {
    return Scopes.of(key, DeltaPolicy.DEFAULT).get(0);
  }

  private static Scope directory(String key) {
    return Scopes.of(key, DeltaPolicy.DEFAULT).get(1);
  }
}
