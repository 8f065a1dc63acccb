package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Copies are pinned to what was read, and conditions on their target are decided. */
abstract class ConditionalCopyContract extends StorageFixture {
  ConditionalCopyContract(StoragePortContract contract) {
    super(contract);
  }

  private CopyRequest request() {
    return CopyRequest.of(address("a"), address("b"));
  }

  @Test
  void aPinnedCopyCopiesTheFormThatWasRead() {
    assumeHas(Capability.CONDITIONAL_COPY);
    String etag = put("a", "content").etag();

    storage.copy(request().withSourceEtag(etag));

    assertThat(readText("b")).isEqualTo("content");
  }

  @Test
  void aPinnedCopyOfAnotherFormFails() {
    assumeHas(Capability.CONDITIONAL_COPY);
    String etag = put("a", "old").etag();
    put("a", "other");
    put("b", "kept");

    assertFails(
        Kind.PRECONDITION_FAILED, address("a"), () -> storage.copy(request().withSourceEtag(etag)));
    assertThat(readText("b")).isEqualTo("kept");
  }

  @Test
  void aPinnedCopyOfNothingSaysThatThereIsNothing() {
    assumeHas(Capability.CONDITIONAL_COPY);

    assertFails(
        Kind.NO_SUCH_KEY, address("a"), () -> storage.copy(request().withSourceEtag("etag")));
  }

  @Test
  void aCopyIfAbsentKeepsAnObjectThatIsThere() {
    assumeHas(Capability.CONDITIONAL_COPY);
    put("a", "content");
    put("b", "kept");

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("b"),
        () -> storage.copy(request().withCondition(WriteCondition.ifAbsent())));
    assertThat(readText("b")).isEqualTo("kept");

    delete("b");
    storage.copy(request().withCondition(WriteCondition.ifAbsent()));
    assertThat(readText("b")).isEqualTo("content");
  }

  @Test
  void aCopyIfMatchReplacesOnlyWhatWasRead() {
    assumeHas(Capability.CONDITIONAL_COPY);
    put("a", "content");
    String etag = put("b", "old").etag();
    put("b", "other");

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("b"),
        () -> storage.copy(request().withCondition(WriteCondition.ifMatch(etag))));
    assertThat(readText("b")).isEqualTo("other");

    String other = storage.head(address("b")).etag();
    storage.copy(request().withCondition(WriteCondition.ifMatch(other)));
    assertThat(readText("b")).isEqualTo("content");
  }

  @Test
  void aCopyIfMatchNeedsAnObject() {
    assumeHas(Capability.CONDITIONAL_COPY);
    put("a", "content");

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("b"),
        () -> storage.copy(request().withCondition(WriteCondition.ifMatch("etag"))));
    assertThat(exists("b")).isFalse();
  }

  @Test
  void ofConcurrentFirstCopiesOneWins() throws Exception {
    assumeHas(Capability.CONDITIONAL_COPY);
    for (int i = 0; i < Race.THREADS; i++) {
      put("source-" + i, "from " + i);
    }

    Race race =
        Race.of(
            Race.THREADS,
            number ->
                storage.copy(
                    CopyRequest.of(address("source-" + number), address("b"))
                        .withCondition(WriteCondition.ifAbsent())));

    int winner = race.onlyWinner(Kind.PRECONDITION_FAILED);
    assertThat(readText("b")).isEqualTo("from " + winner);
  }

  @Test
  @DisplayName("P-20 a pinned copy never takes another form than the one that was read")
  void aPinnedCopyThatRacesAnOverwriteTakesTheOldFormOrNone() throws Exception {
    assumeHas(Capability.CONDITIONAL_COPY);
    for (int round = 0; round < 20; round++) {
      String target = "copy-" + round;
      String etag = put("a", "old", metadata("form", "old")).etag();

      Race race =
          Race.of(
              2,
              number -> {
                if (number == 0) {
                  put("a", "new", metadata("form", "new"));
                } else {
                  storage.copy(CopyRequest.of(address("a"), address(target)).withSourceEtag(etag));
                }
              });

      race.losersFailWith(Kind.PRECONDITION_FAILED);
      assertThat(race.winners()).contains(0);
      assertThat(exists(target)).isEqualTo(race.winners().contains(1));
      if (exists(target)) {
        assertThat(readText(target)).isEqualTo("old");
        assertThat(storage.head(address(target)).metadata()).containsEntry("form", "old");
      }
    }
  }

  @Test
  void pinsAndConditionsAreRefusedWhereTheyAreNotDecided() {
    assumeLacks(Capability.CONDITIONAL_COPY);
    String etag = put("a", "content").etag();

    assertFails(
        Kind.NOT_SUPPORTED, address("a"), () -> storage.copy(request().withSourceEtag(etag)));
    assertFails(
        Kind.NOT_SUPPORTED,
        address("b"),
        () -> storage.copy(request().withCondition(WriteCondition.ifAbsent())));
    assertFails(
        Kind.NOT_SUPPORTED,
        address("b"),
        () -> storage.copy(request().withCondition(WriteCondition.ifMatch(etag))));
    assertThat(keys()).containsExactly("a");
  }
}
