package io.deltaglider.testserver.proxy;

import java.time.Duration;
import java.util.function.Function;

/** What all connections of a proxy share. Thread-safe. */
final class ProxySettings {
  private final ProxyTraffic traffic = new ProxyTraffic();
  private final FaultRules rules = new FaultRules();
  private final Pauses pauses = new Pauses();
  private volatile Function<? super ProxiedRequest, Duration> delay = request -> Duration.ZERO;

  ProxyTraffic traffic() {
    return traffic;
  }

  FaultRules rules() {
    return rules;
  }

  Pauses pauses() {
    return pauses;
  }

  void delayBy(Function<? super ProxiedRequest, Duration> newDelay) {
    delay = newDelay;
  }

  Duration delayOf(ProxiedRequest request) {
    return ProxyFault.checkPause(delay.apply(request));
  }
}
