package io.deltaglider.sdk.s3;

import io.deltaglider.port.storage.StoreHeaders;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Reads the fields of the SDK's requests by their names. */
final class Fields {
  private static final String COPY_SOURCE = "x-amz-copy-source-";
  private static final String AMZ = "x-amz-";

  private Fields() {}

  /** Returns the value of a field, if the request has such a field and it is set. */
  static Optional<Object> value(SdkPojo pojo, String member) {
    for (SdkField<?> field : pojo.sdkFields()) {
      if (field.memberName().equals(member)) {
        return value(pojo, field);
      }
    }
    return Optional.empty();
  }

  /** Returns the value of a field, if it is set: collections that the SDK made up are not. */
  static Optional<Object> value(SdkPojo pojo, SdkField<?> field) {
    return Optional.<Object>ofNullable(field.getValueOrDefault(pojo))
        .filter(value -> !(value instanceof SdkAutoConstructList<?>))
        .filter(value -> !(value instanceof SdkAutoConstructMap<?, ?>));
  }

  static Optional<String> text(SdkPojo pojo, String member) {
    return value(pojo, member).map(String.class::cast);
  }

  static Optional<Instant> instant(SdkPojo pojo, String member) {
    return value(pojo, member).map(Instant.class::cast);
  }

  static Optional<Integer> number(SdkPojo pojo, String member) {
    return value(pojo, member).map(Integer.class::cast);
  }

  /** Returns a map of texts; empty if it is not set. */
  static Map<String, String> texts(SdkPojo pojo, String member) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (value(pojo, member).orElse(Map.of()) instanceof Map<?, ?> map) {
      map.forEach((name, text) -> texts.put(String.valueOf(name), String.valueOf(text)));
    }
    return texts;
  }

  /**
   * Returns those of the named fields that are set, as the headers that tell a store. What a copy
   * says about its source is what reading the source must say.
   */
  static StoreHeaders storeHeaders(SdkPojo pojo, Collection<String> members) {
    Map<String, String> headers = new TreeMap<>();
    for (SdkField<?> field : pojo.sdkFields()) {
      if (members.contains(field.memberName())) {
        String name = field.locationName().toLowerCase(Locale.ROOT);
        String own =
            name.startsWith(COPY_SOURCE) ? AMZ + name.substring(COPY_SOURCE.length()) : name;
        value(pojo, field).ifPresent(value -> headers.put(own, headerText(value)));
      }
    }
    return new StoreHeaders(headers);
  }

  private static String headerText(Object value) {
    return value instanceof Instant time
        ? DateTimeFormatter.ISO_INSTANT.format(time)
        : value.toString();
  }
}
