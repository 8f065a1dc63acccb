package io.deltaglider.sdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.sdk.s3.Operations.Handling;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** Every operation of the SDK's client is decided, and the documented table is the code's. */
class OperationsTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "S3-OPERATIONS.md");

  /** Returns the operations of the client: methods that take a request of their own name. */
  private static Set<Method> operationMethods() {
    return Arrays.stream(S3Client.class.getMethods())
        .filter(method -> method.getParameterCount() > 0)
        .filter(method -> S3Request.class.isAssignableFrom(method.getParameterTypes()[0]))
        .collect(Collectors.toSet());
  }

  private static String operation(Method method) {
    String name = method.getParameterTypes()[0].getSimpleName();
    String operation = name.substring(0, name.length() - "Request".length());
    return operation.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + operation.substring(1);
  }

  @Test
  void everyOperationOfTheSdkIsDecided() {
    Set<String> operations =
        operationMethods().stream()
            .map(OperationsTest::operation)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(operations).hasSizeGreaterThan(100);
    assertThat(Operations.ALL.keySet()).containsExactlyElementsOf(operations);
  }

  @Test
  void exactlyTheServedOperationsAreOverridden() {
    Set<String> overridden =
        Arrays.stream(DeltaGliderS3Client.class.getDeclaredMethods())
            .filter(method -> !method.isBridge() && method.getParameterCount() > 0)
            .filter(method -> S3Request.class.isAssignableFrom(method.getParameterTypes()[0]))
            .filter(method -> !method.getName().equals("invokeOperation"))
            .map(OperationsTest::operation)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(overridden).containsExactlyElementsOf(named(Handling.SERVED));
  }

  private static Set<String> named(Handling handling) {
    return Operations.ALL.entrySet().stream()
        .filter(entry -> entry.getValue().handling() == handling)
        .map(java.util.Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void whatIsNotServedAnswers501WhereThereIsNoS3() throws Exception {
    try (TestClient test = TestClient.onMemory()) {
      List<String> checked = new ArrayList<>();
      for (Method method : operationMethods()) {
        boolean served = named(Handling.SERVED).contains(operation(method));
        if (method.getParameterCount() == 1 && !served && isPlain(method)) {
          S3Request request = emptyRequest(method.getParameterTypes()[0]);
          assertThatExceptionOfType(S3Exception.class)
              .as(method.getName())
              .isThrownBy(() -> invoke(method, test.client, request))
              .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501))
              .satisfies(
                  e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NotImplemented"));
          checked.add(method.getName());
        }
      }
      assertThat(checked).hasSizeGreaterThan(75);
    }
  }

  /** Returns whether a method is the operation itself and not a paginator over it. */
  private static boolean isPlain(Method method) {
    return method.getName().equals(operation(method));
  }

  private static S3Request emptyRequest(Class<?> type) throws ReflectiveOperationException {
    Object builder = type.getMethod("builder").invoke(null);
    return ((S3Request.Builder) builder).build();
  }

  private static void invoke(Method method, S3Client client, S3Request request) throws Throwable {
    try {
      method.invoke(client, request);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Test
  void theDocumentedTableIsTheCodes() throws IOException {
    List<String> documented =
        Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")).toList();

    assertThat(documented).containsExactlyElementsOf(table());
  }

  private static List<String> table() {
    return Operations.ALL.entrySet().stream()
        .map(
            entry ->
                "| `"
                    + entry.getKey()
                    + "` | "
                    + entry
                        .getValue()
                        .handling()
                        .name()
                        .toLowerCase(java.util.Locale.ROOT)
                        .replace('_', ' ')
                    + " | "
                    + entry.getValue().note()
                    + " |")
        .toList();
  }
}
