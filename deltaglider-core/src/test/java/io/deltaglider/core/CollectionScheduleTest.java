package io.deltaglider.core;

import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever collectors and writers do at the same time, nothing acknowledged is lost. */
class CollectionScheduleTest {
  private static final long RACES = 1_000;
  private static final long FAST = 500;
  private static final long ALL = 10_000;

  @Test
  @DisplayName(
      "P-16: a put that races its family's last delete and a collection reads, 1,000 times")
  void aPutThatRacesACollectionReads() {
    try (CollectionSchedules schedules = new CollectionSchedules()) {
      LongStream.range(0, RACES).forEach(schedules::race);
    }
  }

  @Test
  @DisplayName("Hundreds of random schedules of writers and collectors lose nothing acknowledged")
  void hundredsOfSchedulesLoseNothing() {
    run(0, FAST);
  }

  @Test
  @Tag("nightly")
  void manyThousandSchedulesLoseNothing() {
    run(FAST, ALL);
  }

  private static void run(long from, long to) {
    try (CollectionSchedules schedules = new CollectionSchedules()) {
      LongStream.range(from, to).forEach(schedules::run);
    }
  }
}
