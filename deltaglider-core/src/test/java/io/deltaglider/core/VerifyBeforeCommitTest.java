package io.deltaglider.core;

import static io.deltaglider.core.TestStore.BUCKET;
import static io.deltaglider.core.TestStore.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutOutcome.Form;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A put is acknowledged only after its stored form has been decoded again. */
class VerifyBeforeCommitTest {
  @ParameterizedTest
  @DisplayName("P-01: a delta that does not decode to the content is never stored")
  @ValueSource(booleans = {true, false})
  void wrongDeltasAreNotStored(boolean first) {
    try (TestStore store = new TestStore()) {
      if (!first) {
        store.put("v1/app.zip", Contents.version(1, 0));
      }
      DeltaGlider broken =
          store.otherProcess(new DeltaBreakingScratch(store.scratch), store.nanos::get);

      PutOutcome outcome =
          TestStore.put(broken, PutRequest.of(at("v2/app.zip")), Contents.version(1, 1));

      assertThat(outcome.form()).isEqualTo(Form.PASSTHROUGH);
      assertThat(outcome.reason()).isPresent();
      assertThat(store.get("v2/app.zip")).isEqualTo(Contents.version(1, 1));
      assertThat(store.references()).hasSize(first ? 0 : 1);
      assertThat(store.glider.stats(BUCKET, "").passthroughReasons())
          .containsKey(outcome.reason().orElseThrow());
      assertThat(store.scratch.usedBytes()).isZero();
    }
  }

  /** Damages the last of the first bytes that look like a VCDIFF stream's, as a wrong encoder. */
  private record DeltaBreakingScratch(Scratch scratch) implements Scratch {
    @Override
    public ScratchFile create(long expectedBytes) throws IOException {
      ScratchFile file = scratch.create(expectedBytes);
      AtomicInteger written = new AtomicInteger();
      return new ScratchFile() {
        @Override
        public void append(byte[] bytes, int offset, int length) throws IOException {
          byte[] copy = Arrays.copyOfRange(bytes, offset, offset + length);
          boolean delta =
              file.size() > 0 ? written.get() > 0 : length > 3 && copy[0] == (byte) 0xd6;
          if (delta) {
            written.addAndGet(length);
            copy[length - 1] ^= 1;
          }
          file.append(copy, 0, length);
        }

        @Override
        public long size() {
          return file.size();
        }

        @Override
        public int read(long position, byte[] buffer, int offset, int length) throws IOException {
          return file.read(position, buffer, offset, length);
        }

        @Override
        public void close() {
          file.close();
        }
      };
    }

    @Override
    public long usedBytes() {
      return scratch.usedBytes();
    }

    @Override
    public void close() {
      scratch.close();
    }
  }
}
