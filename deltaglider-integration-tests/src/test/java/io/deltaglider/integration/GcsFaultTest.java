package io.deltaglider.integration;

import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.proxy.FaultAnswer;
import io.deltaglider.testserver.proxy.ProxyFault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

final class GcsFaultTest extends StoreFaults {
  private static GcsServed served;

  @BeforeAll
  static void serve() throws IOException {
    served = new GcsServed();
  }

  @AfterAll
  static void stopServing() {
    served.close();
  }

  @Override
  URI emptyServer() {
    served.server().reset();
    return served.server().uri();
  }

  @Override
  StoragePort connect(URI endpoint) {
    return served.storage(endpoint);
  }

  @Override
  List<ProxyFault> faults() {
    return List.of(
        ProxyFault.answer(FaultAnswer.gcs(400, "badRequest")),
        ProxyFault.answer(FaultAnswer.gcs(403, "forbidden")),
        ProxyFault.answer(FaultAnswer.empty(404)),
        ProxyFault.answer(FaultAnswer.gcs(429, "rateLimitExceeded")),
        ProxyFault.answer(FaultAnswer.gcs(500, "internalError")),
        ProxyFault.answerAfterwards(FaultAnswer.gcs(500, "internalError")),
        ProxyFault.answer(FaultAnswer.gcs(503, "backendError")),
        ProxyFault.resetBefore(),
        ProxyFault.resetInRequestBody(100),
        ProxyFault.resetAfterwards(),
        ProxyFault.resetInResponseBody(100),
        ProxyFault.truncateResponse(100),
        ProxyFault.stall(Duration.ofMillis(20)));
  }

  @Override
  int unfinishedUploads() {
    return served.server().openUploads();
  }
}
