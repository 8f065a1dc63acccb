package io.deltaglider.adapter.memory;

import io.deltaglider.port.contract.ScratchContract;
import io.deltaglider.port.scratch.Scratch;
import java.time.Duration;

final class MemoryScratchContractTest extends ScratchContract {
  @Override
  protected Scratch openScratch(long budgetBytes, Duration waitingTime) {
    return new MemoryScratch(budgetBytes, waitingTime);
  }
}
