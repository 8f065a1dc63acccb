package io.deltaglider.port.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Conditions are decided atomically with the write or delete. */
abstract class ConditionContract extends StorageFixture {
  /** One of the threads' attempts at one of the rounds. */
  @FunctionalInterface
  private interface Attempt {
    void make(int round, int number);
  }

  ConditionContract(StoragePortContract contract) {
    super(contract);
  }

  @Test
  void ifAbsentStoresTheFirstObjectAndKeepsIt() {
    assumeHas(Capability.CONDITIONAL_PUT);

    put("a", "first", WriteCondition.ifAbsent());

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> put("a", "second", WriteCondition.ifAbsent()));
    assertThat(readText("a")).isEqualTo("first");
  }

  @Test
  void ifAbsentHoldsAgainAfterADelete() {
    assumeHas(Capability.CONDITIONAL_PUT);
    put("a", "old");
    delete("a");

    put("a", "new", WriteCondition.ifAbsent());

    assertThat(readText("a")).isEqualTo("new");
  }

  @Test
  void ifAbsentIsAboutOneKeyOnly() {
    assumeHas(Capability.CONDITIONAL_PUT);
    put("a/b", "other");
    put("A", "other");

    put("a", "new", WriteCondition.ifAbsent());

    assertThat(readText("a")).isEqualTo("new");
  }

  @Test
  void ifMatchReplacesTheObjectThatWasRead() {
    assumeHas(Capability.CONDITIONAL_PUT);
    String etag = put("a", "old").etag();

    String newEtag = put("a", "new", WriteCondition.ifMatch(etag)).etag();

    assertThat(readText("a")).isEqualTo("new");
    assertThat(storage.head(address("a")).etag()).isEqualTo(newEtag);
  }

  @Test
  void ifMatchKeepsAnotherObject() {
    assumeHas(Capability.CONDITIONAL_PUT);
    String etag = put("a", "old").etag();
    put("a", "other");

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> put("a", "new", WriteCondition.ifMatch(etag)));
    assertThat(readText("a")).isEqualTo("other");
  }

  @Test
  void ifMatchDoesNotHoldWhereThereIsNoObject() {
    assumeHas(Capability.CONDITIONAL_PUT);
    String etag = put("a", "old").etag();
    delete("a");

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> put("a", "new", WriteCondition.ifMatch(etag)));
    assertThat(exists("a")).isFalse();
  }

  @Test
  void ifAbsentIsDecidedWhenTheObjectBecomesVisible() {
    assumeHas(Capability.CONDITIONAL_PUT);
    BrokenContent content =
        BrokenContent.withEvent(bytes(1, 100_000), 50_000, () -> put("a", "interloper"));

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> storage.put(address("a"), content, ObjectAttributes.NONE, WriteCondition.ifAbsent()));
    assertThat(readText("a")).isEqualTo("interloper");
  }

  @Test
  void ifMatchIsDecidedWhenTheObjectBecomesVisible() {
    assumeHas(Capability.CONDITIONAL_PUT);
    String etag = put("a", "old").etag();
    BrokenContent content =
        BrokenContent.withEvent(bytes(2, 100_000), 50_000, () -> put("a", "interloper"));

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () ->
            storage.put(
                address("a"), content, ObjectAttributes.NONE, WriteCondition.ifMatch(etag)));
    assertThat(readText("a")).isEqualTo("interloper");
  }

  @Test
  @DisplayName("P-02 of concurrent first writes exactly one succeeds")
  void ofConcurrentFirstWritesOneWins() throws Exception {
    assumeHas(Capability.CONDITIONAL_PUT);

    int[] winners =
        compete(
            (round, number) -> put("dir/" + round, "from " + number, WriteCondition.ifAbsent()));

    for (int round = 0; round < winners.length; round++) {
      assertThat(readText("dir/" + round)).isEqualTo("from " + winners[round]);
    }
  }

  @Test
  void ofConcurrentReplacementsOneWins() throws Exception {
    assumeHas(Capability.CONDITIONAL_PUT);
    WriteCondition[] conditions = new WriteCondition[contract.raceRounds()];
    for (int round = 0; round < conditions.length; round++) {
      conditions[round] = WriteCondition.ifMatch(put("dir/" + round, "old").etag());
    }

    int[] winners =
        compete((round, number) -> put("dir/" + round, "from " + number, conditions[round]));

    for (int round = 0; round < winners.length; round++) {
      assertThat(readText("dir/" + round)).isEqualTo("from " + winners[round]);
    }
  }

  @Test
  void conditionalPutIsRefusedWhereItIsNotDecided() {
    assumeLacks(Capability.CONDITIONAL_PUT);
    String etag = put("a", "old").etag();

    assertFails(
        Kind.NOT_SUPPORTED, address("a"), () -> put("a", "new", WriteCondition.ifMatch(etag)));
    assertFails(Kind.NOT_SUPPORTED, address("b"), () -> put("b", "new", WriteCondition.ifAbsent()));
    assertThat(readText("a")).isEqualTo("old");
    assertThat(keys()).containsExactly("a");
  }

  @Test
  void conditionalDeleteRemovesTheObjectThatWasRead() {
    assumeHas(Capability.CONDITIONAL_DELETE);
    String etag = put("a", "old").etag();

    storage.delete(BUCKET, DeleteRequest.ifMatch("a", etag));

    assertThat(exists("a")).isFalse();
  }

  @Test
  void conditionalDeleteKeepsAnotherObject() {
    assumeHas(Capability.CONDITIONAL_DELETE);
    String etag = put("a", "old").etag();
    put("a", "other");

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("a"),
        () -> storage.delete(BUCKET, DeleteRequest.ifMatch("a", etag)));
    assertThat(readText("a")).isEqualTo("other");
  }

  @Test
  @DisplayName("P-28 deleting what is not there fails if a condition wants it")
  void conditionalDeleteOfAMissingObjectFails() {
    assumeHas(Capability.CONDITIONAL_DELETE);

    assertFails(
        Kind.PRECONDITION_FAILED,
        address("missing"),
        () -> storage.delete(BUCKET, DeleteRequest.ifMatch("missing", "etag")));
  }

  @Test
  void ofConcurrentConditionalDeletesOneWins() throws Exception {
    assumeHas(Capability.CONDITIONAL_DELETE);
    DeleteRequest[] requests = new DeleteRequest[contract.raceRounds()];
    for (int round = 0; round < requests.length; round++) {
      requests[round] = DeleteRequest.ifMatch("dir/" + round, put("dir/" + round, "old").etag());
    }

    compete((round, number) -> storage.delete(BUCKET, requests[round]));

    assertThat(keys()).isEmpty();
  }

  @Test
  void ofAReplacementAndADeleteOneWins() throws Exception {
    assumeHas(Capability.CONDITIONAL_PUT);
    assumeHas(Capability.CONDITIONAL_DELETE);
    for (int round = 0; round < contract.raceRounds(); round++) {
      String etag = put("a", "old").etag();

      Race race =
          Race.of(
              2,
              number -> {
                if (number == 0) {
                  put("a", "new", WriteCondition.ifMatch(etag));
                } else {
                  storage.delete(BUCKET, DeleteRequest.ifMatch("a", etag));
                }
              });

      assertThat(exists("a")).isEqualTo(race.onlyWinner(Kind.PRECONDITION_FAILED) == 0);
    }
  }

  @Test
  void conditionalDeleteIsRefusedWhereItIsNotDecided() {
    assumeLacks(Capability.CONDITIONAL_DELETE);
    String etag = put("a", "old").etag();

    assertFails(
        Kind.NOT_SUPPORTED,
        address("a"),
        () -> storage.delete(BUCKET, DeleteRequest.ifMatch("a", etag)));
    assertThat(readText("a")).isEqualTo("old");
  }

  /**
   * Lets all threads go through the same rounds; asserts that each round has one winner and that
   * the others find their condition broken.
   *
   * @return the number of each round's winner
   */
  private int[] compete(Attempt attempt) throws Exception {
    AtomicIntegerArray winners = new AtomicIntegerArray(contract.raceRounds());
    AtomicIntegerArray winnings = new AtomicIntegerArray(contract.raceRounds());
    Race race =
        Race.of(
            Race.THREADS,
            number -> {
              for (int round = 0; round < winners.length(); round++) {
                if (succeeds(attempt, round, number)) {
                  winners.set(round, number);
                  winnings.incrementAndGet(round);
                }
              }
            });
    assertThat(race.winners()).hasSize(Race.THREADS);
    int[] result = new int[winners.length()];
    for (int round = 0; round < result.length; round++) {
      assertThat(winnings.get(round)).as("winners of round %s", round).isEqualTo(1);
      result[round] = winners.get(round);
    }
    return result;
  }

  private static boolean succeeds(Attempt attempt, int round, int number) {
    try {
      attempt.make(round, number);
      return true;
    } catch (StorageException e) {
      assertThat(e.kind()).as(e.getMessage()).isEqualTo(Kind.PRECONDITION_FAILED);
      return false;
    }
  }
}
