package io.deltaglider.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.adapter.memory.MemoryScratch;
import io.deltaglider.adapter.memory.MemoryStorage;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.Ports;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.put.PutOutcome;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.cache.ReferenceCache;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StoragePort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The code of docs/EMBEDDING.md. */
class EmbeddingTest {
  private final List<String> audit = Collections.synchronizedList(new ArrayList<>());

  private static InputStream release(String version) {
    byte[] content = new byte[200_000];
    new Random(1).nextBytes(content);
    content[version.charAt(version.length() - 1)] ^= 1;
    return new ByteArrayInputStream(content);
  }

  // doc: a store of yours
  static StoragePort audited(StoragePort store, Consumer<String> audit) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          audit.accept(method.getName());
          try {
            return method.invoke(store, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    Class<?>[] types = {StoragePort.class};
    return (StoragePort) Proxy.newProxyInstance(types[0].getClassLoader(), types, handler);
  }

  // end

  private void embed() throws IOException {
    // doc: the core on it
    SecureRandom random = new SecureRandom();
    ExecutorService executor = Executors.newFixedThreadPool(4);
    try (StoragePort mine = audited(new MemoryStorage(Clock.systemUTC()), audit::add);
        Scratch scratch = new MemoryScratch(256L << 20, Duration.ofSeconds(30))) {
      Ports ports =
          new Ports(
              mine,
              ReferenceCache.none(),
              scratch,
              Clock.systemUTC(),
              System::nanoTime,
              executor,
              () -> String.format("%016x%016x", random.nextLong(), random.nextLong()));
      DeltaGlider glider = new DeltaGlider(ports, PutOptions.DEFAULT);
      glider.createBucket("releases");
      for (String version : List.of("v1.0.0", "v1.0.1")) {
        ObjectAddress address = new ObjectAddress("releases", version + "/app.zip");
        try (InputStream content = release(version)) {
          PutOutcome outcome = glider.put(PutRequest.of(address), content);
          System.out.println(version + " is " + outcome.form() + ": " + outcome.storedSize());
        }
      }
      glider.flush();
    } finally {
      executor.shutdown();
    }
    // end
  }

  @Test
  @DisplayName("P-32: the page's core works on the page's store")
  void theCoreWorksOnTheStore() throws IOException {
    embed();

    assertThat(audit).contains("createBucket", "list", "put", "close");
  }

  @Test
  @DisplayName("P-32: the page has the code that runs here, in about 30 lines each")
  void thePageHasThisCode() throws IOException {
    List<List<String>> code = new ArrayList<>(DocumentedCode.inTest("EmbeddingTest.java"));
    code.addAll(DocumentedCode.inTest("AuditedStorageContractTest.java"));
    code.forEach(block -> block.removeIf(String::isEmpty));

    assertThat(code).hasSize(3).allSatisfy(block -> assertThat(block.size()).isBetween(5, 32));
    assertThat(DocumentedCode.onPage("EMBEDDING.md")).isEqualTo(code);
  }
}
