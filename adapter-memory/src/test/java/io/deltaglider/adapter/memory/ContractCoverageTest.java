package io.deltaglider.adapter.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Tests of the storage contract that need a capability, or its absence, are skipped where it is not
 * as they want. Here it shows that each of them runs for some store.
 */
final class ContractCoverageTest {
  private static final class Coverage implements TestExecutionListener {
    final Set<String> seen = new TreeSet<>();
    final Set<String> passed = new TreeSet<>();

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (test.isTest() && test.getSource().orElse(null) instanceof MethodSource method) {
        String name = method.getClassName() + "." + method.getMethodName();
        seen.add(name);
        if (result.getStatus() == Status.SUCCESSFUL) {
          passed.add(name);
        }
      }
    }
  }

  @Test
  void everyTestOfTheContractRunsForSomeStore() {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(
                selectClass(MemoryStorageContractTest.class),
                selectClass(VersionedMemoryStorageContractTest.class),
                selectClass(BareMemoryStorageContractTest.class))
            .build();
    Coverage coverage = new Coverage();

    LauncherFactory.create().execute(request, coverage);

    assertThat(coverage.seen).hasSizeGreaterThan(150);
    assertThat(coverage.passed).isEqualTo(coverage.seen);
  }
}
