package io.deltaglider.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.contract.MutableClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class MutableClockTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");

  private final MutableClock clock = new MutableClock(START);

  @Test
  void standsStillUntilItIsMoved() {
    assertThat(clock.instant()).isEqualTo(START).isEqualTo(clock.instant());
    assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);

    clock.advance(Duration.ofSeconds(90));
    assertThat(clock.instant()).isEqualTo(START.plusSeconds(90));
    clock.advance(Duration.ofSeconds(-100));
    assertThat(clock.instant()).isEqualTo(START.minusSeconds(10));
    clock.set(Instant.EPOCH);
    assertThat(clock.millis()).isZero();
  }

  @Test
  void otherZonesMoveAlong() {
    ZoneId zone = ZoneId.of("Europe/Vienna");
    Clock zoned = clock.withZone(zone);

    clock.advance(Duration.ofHours(1));

    assertThat(zoned.getZone()).isEqualTo(zone);
    assertThat(zoned.instant()).isEqualTo(START.plusSeconds(3600));
    assertThat(zoned.withZone(ZoneOffset.UTC).instant()).isEqualTo(clock.instant());
  }

  @Test
  @DisplayName("P-45 times are the clock's")
  void objectsAreAsOldAsTheClockSays() {
    MemoryStorage storage = new MemoryStorage(clock);
    storage.createBucket("bucket");

    assertThat(storage.listBuckets().get(0).createdAt()).isEqualTo(START);
  }
}
