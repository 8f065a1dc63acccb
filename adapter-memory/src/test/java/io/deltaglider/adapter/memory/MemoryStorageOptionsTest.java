package io.deltaglider.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.deltaglider.port.contract.MutableClock;
import io.deltaglider.port.storage.Capability;
import io.deltaglider.port.storage.ContentSource;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.WriteCondition;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MemoryStorageOptionsTest {
  private static MemoryStorage storage(MemoryStorageOptions options) {
    return new MemoryStorage(new MutableClock(Instant.EPOCH), options);
  }

  private static Set<Capability> capabilities(MemoryStorageOptions options) {
    EnumSet<Capability> capabilities = EnumSet.allOf(Capability.class);
    capabilities.removeIf(capability -> !storage(options).supports(capability, "bucket"));
    return capabilities;
  }

  @Test
  void byDefaultThereIsEverythingThatHeapCanHonourButVersions() {
    assertThat(capabilities(MemoryStorageOptions.DEFAULT))
        .isEqualTo(EnumSet.complementOf(EnumSet.of(Capability.VERSIONS, Capability.STORE_HEADERS)));
    assertThat(storage(MemoryStorageOptions.DEFAULT).maxMetadataBytes()).isEqualTo(2048);
  }

  @Test
  void capabilitiesCanBeAddedAndTakenAway() {
    MemoryStorageOptions options =
        MemoryStorageOptions.DEFAULT
            .with(Capability.VERSIONS)
            .without(Capability.CONDITIONAL_PUT, Capability.CONDITIONAL_DELETE);

    assertThat(capabilities(options))
        .contains(Capability.VERSIONS, Capability.CONDITIONAL_COPY)
        .doesNotContain(Capability.CONDITIONAL_PUT, Capability.CONDITIONAL_DELETE);
    assertThat(options.maxMetadataBytes()).isEqualTo(2048);
  }

  @Test
  void theMetadataLimitIsAtLeastThatOfThePort() {
    assertThat(MemoryStorageOptions.DEFAULT.withMaxMetadataBytes(8192).maxMetadataBytes())
        .isEqualTo(8192);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MemoryStorageOptions.DEFAULT.withMaxMetadataBytes(2047))
        .withMessageContaining("2047");
  }

  @Test
  void versionIdsAreTheSameInEveryRun() {
    MemoryStorage storage = storage(MemoryStorageOptions.DEFAULT.with(Capability.VERSIONS));
    storage.createBucket("bucket");

    assertThat(put(storage, "a")).isEqualTo("0000000000000001");
    assertThat(put(storage, "b")).isEqualTo("0000000000000002");
  }

  private static String put(MemoryStorage storage, String key) {
    return storage
        .put(
            new ObjectAddress("bucket", key),
            ContentSource.of(new byte[0]),
            ObjectAttributes.NONE,
            WriteCondition.always())
        .versionId()
        .orElseThrow();
  }
}
