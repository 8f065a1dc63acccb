package io.deltaglider.core;

import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryReferenceCache;
import io.deltaglider.core.get.GetListener;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.multipart.MultipartOptions;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.port.storage.ByteRange;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GetListenerTest {
  private record Heard(String key, ObjectInfo.Form form, long bytes, Duration took) {}

  private final List<Heard> heard = new ArrayList<>();

  private void read(TestStore store, GetListener listener) throws IOException {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try {
      Ports ports =
          new Ports(
              store.storage,
              new MemoryReferenceCache(1 << 20),
              store.scratch,
              store.clock,
              store.nanos::get,
              executor,
              () -> "0".repeat(32));
      DeltaGlider glider =
          new DeltaGlider(ports, PutOptions.DEFAULT, MultipartOptions.DEFAULT, listener);
      try (ObjectContent content = glider.get(GetRequest.of(at("v1.1/app.zip")))) {
        content.body().skipNBytes(100);
        content.body().read();
        store.advance(Duration.ofMillis(1_500));
        content.body().readAllBytes();
        content.body().close();
      }
      GetRequest part = GetRequest.of(at("notes.txt")).withRange(ByteRange.of(2, 4));
      try (ObjectContent content = glider.get(part)) {
        content.body().readAllBytes();
      }
      glider.get(GetRequest.of(at("notes.txt"))).close();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  @DisplayName("P-45: a get's duration is what the clock says, once, with the bytes that were read")
  void tellsWhatWasReadAndHowLongItTook() throws IOException {
    try (TestStore store = new TestStore()) {
      store.put("v1.0/app.zip", Contents.version(1, 0));
      store.put("v1.1/app.zip", Contents.version(1, 1));
      store.put("notes.txt", new byte[10]);

      read(
          store,
          (info, bytes, took) ->
              heard.add(new Heard(info.address().key(), info.form(), bytes, took)));

      assertThat(heard)
          .containsExactly(
              new Heard(
                  "v1.1/app.zip", ObjectInfo.Form.DELTA, Contents.SIZE, Duration.ofMillis(1_500)),
              new Heard("notes.txt", ObjectInfo.Form.PASSTHROUGH, 3, Duration.ZERO),
              new Heard("notes.txt", ObjectInfo.Form.PASSTHROUGH, 0, Duration.ZERO));
    }
  }

  @Test
  void aListenerThatThrowsSpoilsNothing() throws IOException {
    try (TestStore store = new TestStore()) {
      store.put("v1.1/app.zip", Contents.version(1, 1));
      store.put("notes.txt", new byte[10]);

      read(
          store,
          (info, bytes, took) -> {
            heard.add(new Heard(info.address().key(), info.form(), bytes, took));
            throw new IllegalStateException("a defect of the listener");
          });

      assertThat(heard).hasSize(3);
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }
}
