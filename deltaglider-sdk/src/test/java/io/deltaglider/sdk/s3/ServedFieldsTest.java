package io.deltaglider.sdk.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.deltaglider.sdk.s3.Operations.Handling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** No field of a served request is ignored. */
class ServedFieldsTest {
  private static SdkPojo builder(Class<?> type) {
    try {
      return (SdkPojo) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(String.valueOf(e.getMessage()), e);
    }
  }

  private static Set<String> fields(Class<?> type) {
    return builder(type).sdkFields().stream()
        .map(SdkField::memberName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyServedOperationHasItsFieldsDecided() {
    Set<String> operations =
        ServedFields.ALL.keySet().stream()
            .map(Class::getSimpleName)
            .filter(name -> name.endsWith("Request"))
            .map(name -> name.substring(0, name.length() - "Request".length()))
            .map(name -> name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(operations)
        .containsExactlyElementsOf(
            Operations.ALL.entrySet().stream()
                .filter(entry -> entry.getValue().handling() == Handling.SERVED)
                .map(Map.Entry::getKey)
                .toList());
  }

  @Test
  void everyFieldOfTheSdkIsEitherHonouredOrRefused() {
    ServedFields.ALL.forEach(
        (type, fields) -> {
          Set<String> decided = new TreeSet<>(fields.honoured());
          decided.addAll(fields.refused());
          assertThat(decided).as(type.getSimpleName()).isEqualTo(fields(type));
          assertThat(fields.honoured().stream().filter(fields.refused()::contains))
              .as(type.getSimpleName())
              .isEmpty();
        });
  }

  @Test
  void structuresInServedRequestsAreDecidedToo() {
    for (Class<?> type : ServedFields.ALL.keySet()) {
      for (SdkField<?> field : builder(type).sdkFields()) {
        boolean honoured = ServedFields.ALL.get(type).honoured().contains(field.memberName());
        SdkField<?> inner =
            field.containsTrait(ListTrait.class)
                ? field.getTrait(ListTrait.class).memberFieldInfo()
                : field;
        if (honoured && inner.constructor() != null) {
          Object built = ((SdkBuilder<?, ?>) inner.constructor().get()).build();
          assertThat(ServedFields.ALL).as(type + "." + field.memberName()).containsKey(cast(built));
        }
      }
    }
  }

  private static Class<? extends SdkPojo> cast(Object pojo) {
    return ((SdkPojo) pojo).getClass();
  }

  @Test
  void everyRefusedFieldThatIsSetAnswers501AndItsName() {
    List<String> checked = new ArrayList<>();
    ServedFields.ALL.forEach(
        (type, fields) -> {
          for (String member : fields.refused()) {
            SdkPojo builder = builder(type);
            SdkField<?> field =
                builder.sdkFields().stream()
                    .filter(candidate -> candidate.memberName().equals(member))
                    .findFirst()
                    .orElseThrow();
            field.set(builder, example(field));
            SdkPojo request = (SdkPojo) ((SdkBuilder<?, ?>) builder).build();
            assertThatExceptionOfType(S3Exception.class)
                .as(type.getSimpleName() + "." + member)
                .isThrownBy(() -> ServedFields.check(request))
                .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501))
                .withMessageContaining(type.getSimpleName() + "." + member);
            checked.add(member);
          }
        });
    assertThat(checked).hasSizeGreaterThan(40);
  }

  private static Object example(SdkField<?> field) {
    Class<?> type = field.marshallingType().getTargetClass();
    if (type == String.class) {
      return "x";
    }
    if (type == Integer.class) {
      return 1;
    }
    if (type == Long.class) {
      return 1L;
    }
    if (type == Boolean.class) {
      return true;
    }
    if (type == Instant.class) {
      return Instant.EPOCH;
    }
    if (type == List.class) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      return List.of(member.constructor() == null ? "x" : built(member));
    }
    return built(field);
  }

  private static Object built(SdkField<?> field) {
    return ((SdkBuilder<?, ?>) field.constructor().get()).build();
  }

  @Test
  void anOverrideConfigurationThatWouldChangeTheCallIsRefused() {
    try (TestClient test = TestClient.onMemory()) {
      PutObjectRequest request =
          PutObjectRequest.builder()
              .bucket("releases")
              .key("a")
              .overrideConfiguration(o -> o.putHeader("x-amz-meta-a", "1"))
              .build();
      assertThatExceptionOfType(S3Exception.class)
          .isThrownBy(
              () ->
                  test.client.putObject(
                      request, software.amazon.awssdk.core.sync.RequestBody.empty()))
          .satisfies(e -> assertThat(e.statusCode()).isEqualTo(501))
          .withMessageContaining("headers");
    }
  }
}
