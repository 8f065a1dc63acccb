package io.deltaglider.integration;

import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.testserver.proxy.FaultAnswer;
import io.deltaglider.testserver.proxy.ProxyFault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.s3.S3Client;

final class S3FaultTest extends StoreFaults {
  private static S3Served served;

  @BeforeAll
  static void serve() {
    served = new S3Served();
  }

  @AfterAll
  static void stopServing() {
    served.close();
  }

  @Override
  URI emptyServer() {
    served.server().reset();
    return served.server().endpoint();
  }

  @Override
  StoragePort connect(URI endpoint) {
    return served.storage(endpoint);
  }

  @Override
  List<ProxyFault> faults() {
    return List.of(
        ProxyFault.answer(FaultAnswer.s3(400, "RequestTimeout")),
        ProxyFault.answer(FaultAnswer.s3(403, "AccessDenied")),
        ProxyFault.answer(FaultAnswer.empty(404)),
        ProxyFault.answer(FaultAnswer.s3(429, "TooManyRequests")),
        ProxyFault.answer(FaultAnswer.s3(500, "InternalError")),
        ProxyFault.answerAfterwards(FaultAnswer.s3(500, "InternalError")),
        ProxyFault.answer(FaultAnswer.s3(503, "SlowDown")),
        ProxyFault.resetBefore(),
        ProxyFault.resetInRequestBody(100),
        ProxyFault.resetAfterwards(),
        ProxyFault.resetInResponseBody(100),
        ProxyFault.truncateResponse(100),
        ProxyFault.stall(Duration.ofMillis(20)));
  }

  @Override
  int unfinishedUploads() {
    try (S3Client client = served.client(served.server().endpoint())) {
      return client.listMultipartUploads(request -> request.bucket(Stage.BUCKET)).uploads().size();
    }
  }
}
