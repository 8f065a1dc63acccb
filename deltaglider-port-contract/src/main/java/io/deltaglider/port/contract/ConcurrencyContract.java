package io.deltaglider.port.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.port.storage.CopyRequest;
import io.deltaglider.port.storage.KeyOrder;
import io.deltaglider.port.storage.ListQuery;
import io.deltaglider.port.storage.ObjectHead;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many threads use one store. */
abstract class ConcurrencyContract extends StorageFixture {
  private static final int THREADS = 32;
  private static final int SHARED_KEYS = 4;

  ConcurrencyContract(StoragePortContract contract) {
    super(contract);
  }

  @Test
  @DisplayName("P-49 32 threads of mixed calls on their own keys get the right answers")
  void threadsDoNotDisturbOneAnother() throws Exception {
    Race race = Race.of(THREADS, this::useOwnKeys);

    assertThat(race.winners()).hasSize(THREADS);
    assertThat(keys())
        .hasSize(THREADS)
        .allSatisfy(key -> assertThat(readText(key)).isEqualTo("last of " + key));
  }

  private void useOwnKeys(int number) {
    String prefix = "thread-%02d/".formatted(number);
    Random random = new Random(number);
    for (int step = 0; step < contract.concurrentSteps(); step++) {
      String key = prefix + "a" + random.nextInt(3);
      String text = key + " at step " + step;
      put(key, text, metadata("step", Integer.toString(step)));
      assertThat(readText(key)).isEqualTo(text);
      assertThat(storage.head(address(key)).metadata())
          .containsEntry("step", Integer.toString(step));
      storage.copy(CopyRequest.of(address(key), address(prefix + "copy")));
      assertThat(readText(prefix + "copy")).isEqualTo(text);
      assertThat(objectKeys(storage.list(ListQuery.of(BUCKET, prefix))))
          .contains(key, prefix + "copy")
          .allMatch(listed -> listed.startsWith(prefix));
      delete(key);
      assertThat(exists(key)).isFalse();
    }
    delete(prefix + "copy");
    put(prefix + "last", "last of " + prefix + "last");
  }

  @Test
  @DisplayName("P-49 threads that share keys see one whole object or none")
  void threadsThatShareKeysSeeWholeObjects() throws Exception {
    Race race = Race.of(THREADS, this::useSharedKeys);

    assertThat(race.winners()).hasSize(THREADS);
    for (String key : keys()) {
      assertThat(readWhole(key)).isTrue();
    }
  }

  private void useSharedKeys(int number) throws IOException {
    Random random = new Random(1000 + number);
    for (int step = 0; step < contract.concurrentSteps(); step++) {
      String key = "shared/" + random.nextInt(SHARED_KEYS);
      switch (random.nextInt(6)) {
        case 0, 1 -> putWhole(key, number * contract.concurrentSteps() + step);
        case 2 -> delete(key);
        case 3 -> copyWhole(key, "shared/" + random.nextInt(SHARED_KEYS));
        case 4 -> assertListingInOrder();
        default -> readWhole(key);
      }
    }
  }

  /** Puts a body that says at every place which write it is, and metadata that say the same. */
  private void putWhole(String key, int write) {
    String name = "%06d ".formatted(write);
    put(key, name.repeat(100 + write), metadata("write", name.trim()));
  }

  private boolean readWhole(String key) throws IOException {
    try (ObjectReader reader = storage.open(address(key))) {
      ObjectHead head = reader.head();
      String body = readOrEmptyOnFailure(reader);
      if (!body.isEmpty()) {
        String write = head.metadata().get("write");
        assertThat(body).isEqualTo((write + " ").repeat(100 + Integer.parseInt(write)));
        assertThat(head.size()).isEqualTo(body.length());
      }
      return true;
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY);
      return false;
    }
  }

  /** A reader that was overtaken by an overwrite or delete may fail, but in the port's way only. */
  private static String readOrEmptyOnFailure(ObjectReader reader) {
    try {
      return new String(reader.body().readAllBytes(), UTF_8);
    } catch (IOException e) {
      assertThat(e).hasCauseInstanceOf(StorageException.class);
      return "";
    }
  }

  private void copyWhole(String from, String to) {
    if (from.equals(to)) {
      return;
    }
    try {
      storage.copy(CopyRequest.of(address(from), address(to)));
    } catch (StorageException e) {
      assertThat(e.kind()).isEqualTo(Kind.NO_SUCH_KEY);
    }
  }

  private void assertListingInOrder() {
    List<String> listed = objectKeys(storage.list(ListQuery.of(BUCKET, "shared/")));
    assertThat(listed).doesNotHaveDuplicates().isSortedAccordingTo(KeyOrder.UTF_8);
  }
}
