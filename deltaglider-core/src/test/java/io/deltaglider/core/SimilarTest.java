package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.core.layout.ReservedKeyException;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.similar.SimilarObject;
import io.deltaglider.core.similar.SimilarObjects;
import io.deltaglider.core.similar.SimilarOperation;
import io.deltaglider.core.similar.SimilarReference;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimilarTest {
  private static List<String> keys(SimilarObjects found) {
    return found.objects().stream().map(object -> object.entry().key()).toList();
  }

  @Test
  void ranksReferencesByWhatTheyShareWithTheContent() throws IOException {
    try (TestStore store = new TestStore()) {
      PutOutcome one = store.put("v1.0/app.zip", Contents.version(1, 0));
      PutOutcome two = store.put("v2.0/app.zip", Contents.version(2, 0));
      PutOutcome beside = store.put("v3.0/other.zip", Contents.version(3, 0));
      store.storage.clearCalls();

      byte[] content = Contents.version(2, 1);
      SimilarObjects found =
          store.glider.findSimilar(at("v3.0/app.zip"), new ByteArrayInputStream(content));

      assertThat(found.references().stream().map(SimilarReference::reference))
          .containsExactly(
              two.reference().orElseThrow(),
              one.reference().orElseThrow(),
              beside.reference().orElseThrow());
      SimilarReference best = found.references().get(0);
      assertThat(best.similarity().orElseThrow()).isGreaterThan(0.8);
      assertThat(best.scope()).isEqualTo(Scope.Kind.FAMILY);
      assertThat(best.size()).isEqualTo(Contents.SIZE);
      assertThat(found.references().get(1).similarity().orElseThrow()).isLessThan(0.3);
      assertThat(found.references().get(2).scope()).isEqualTo(Scope.Kind.DIRECTORY);
      assertThat(store.put("v3.0/app.zip", content).reference()).contains(best.reference());
    }
  }

  @Test
  void namesTheFamilyBeforeTheDirectoryAndTheLatestFirst() {
    try (TestStore store = new TestStore()) {
      store.put("v1.0/app.zip", Contents.version(1, 0));
      store.advance(Duration.ofSeconds(5));
      store.put("v1.1/app.zip", Contents.version(1, 1));
      store.put("v2.0/tools.zip", Contents.version(4, 0));
      store.put("v2.0/notes.txt", new byte[10]);
      store.put("v2.0/app.zip", Contents.version(1, 2)); // the address itself
      store.storage.clearCalls();

      SimilarObjects found = store.glider.findSimilar(at("v2.0/app.zip"));

      assertThat(keys(found)).containsExactly("v1.1/app.zip", "v1.0/app.zip", "v2.0/tools.zip");
      assertThat(found.objects().stream().map(SimilarObject::scope))
          .containsExactly(Scope.Kind.FAMILY, Scope.Kind.FAMILY, Scope.Kind.DIRECTORY);
      assertThat(found.references()).hasSize(2).allMatch(ref -> ref.similarity().isEmpty());
      assertThat(found.complete()).isTrue();
      assertThat(store.storage.writes()).isEmpty();
    }
  }

  @Test
  void isolatedPrefixesShareNothing() {
    try (TestStore store = new TestStore()) {
      DeltaPolicy policy = DeltaPolicy.DEFAULT;
      store.glider.setPolicy(
          BUCKET,
          new DeltaPolicy(
              policy.extensions(), policy.minSize(), policy.scopes(), List.of("v1.0/"), List.of()));
      store.put("v1.0/app.zip", Contents.version(1, 0));

      SimilarObjects found = store.glider.findSimilar(at("v2.0/app.zip"));

      assertThat(found.references()).isEmpty();
      assertThat(found.objects()).isEmpty();
    }
  }

  @Test
  @DisplayName("P-40: a search that was cut short says so")
  void aSearchThatWasCutShortSaysSo() {
    try (TestStore store = new TestStore()) {
      int count = SimilarOperation.MAX_OBJECTS + 1;
      for (int number = 0; number < count; number++) {
        store.put("v" + number + ".0/app.zip", new byte[1]);
      }

      SimilarObjects found = store.glider.findSimilar(at("v900.0/app.zip"));

      assertThat(found.objects()).hasSize(SimilarOperation.MAX_OBJECTS);
      assertThat(found.complete()).isFalse();
      assertThat(found.examined()).isGreaterThanOrEqualTo(count);
    }
  }

  @Test
  void whatCannotBeLookedAtIsAnError() {
    try (TestStore store = new TestStore()) {
      assertThatExceptionOfType(ReservedKeyException.class)
          .isThrownBy(() -> store.glider.findSimilar(at(".deltaglider/x.zip")));
      assertThatExceptionOfType(StorageException.class)
          .isThrownBy(() -> store.glider.findSimilar(new ObjectAddress("nowhere", "v1.0/app.zip")))
          .satisfies(e -> assertThat(e.kind()).isEqualTo(StorageException.Kind.NO_SUCH_BUCKET));
    }
  }
}
