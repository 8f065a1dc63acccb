package io.deltaglider.sdk.s3;

import io.deltaglider.core.get.ObjectInfo;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.put.PutOutcome;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import software.amazon.awssdk.core.SdkResponse;

/**
 * What DeltaGlider knows about the object of an answer, beside what S3 says.
 *
 * @param operation what was done
 * @param originalSize size of the content in bytes; absent for a delete, which does not look
 * @param storedSize what is stored for it in bytes: for a put, with a reference that was new;
 *     absent for a delete
 * @param delta whether the object is stored as a delta
 * @param reference SHA-256 of the reference that it needs, in hex, if it is a delta of one
 * @param reason why an object that may be a delta is stored whole, or the recorded reason why one
 *     that was read is
 */
public record DeltaGliderInfo(
    Operation operation,
    OptionalLong originalSize,
    OptionalLong storedSize,
    boolean delta,
    Optional<String> reference,
    Optional<String> reason) {
  private static final String PREFIX = "x-deltaglider-";
  private static final String OPERATION = PREFIX + "operation";
  private static final String ORIGINAL_SIZE = PREFIX + "original-size";
  private static final String STORED_SIZE = PREFIX + "stored-size";
  private static final String DELTA = PREFIX + "delta";
  private static final String REFERENCE = PREFIX + "reference";
  private static final String REASON = PREFIX + "reason";

  /** Carries, once for each object of a listing, its key and the other values. */
  private static final String OBJECT = PREFIX + "object";

  private static final String ABSENT = "-";

  /** What was done to the object. */
  public enum Operation {
    /** It was stored. */
    PUT,
    /** It was read. */
    GET,
    /** It was looked at. */
    HEAD,
    /** It was copied; the values are the copy's. */
    COPY,
    /** Its upload in parts was completed. */
    COMPLETE,
    /** It was deleted. */
    DELETE,
    /** It was listed. */
    LIST
  }

  /** Checks that nothing is null. */
  public DeltaGliderInfo {
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(originalSize, "originalSize");
    Objects.requireNonNull(storedSize, "storedSize");
    Objects.requireNonNull(reference, "reference");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * Returns what an answer of a DeltaGlider client carries.
   *
   * @return empty for an answer of another client, of a call that is about no single object, or of
   *     one that goes to the store untouched
   */
  public static Optional<DeltaGliderInfo> of(SdkResponse response) {
    return header(response, OPERATION)
        .map(
            operation ->
                new DeltaGliderInfo(
                    Operation.valueOf(operation),
                    number(header(response, ORIGINAL_SIZE)),
                    number(header(response, STORED_SIZE)),
                    header(response, DELTA).map(Boolean::valueOf).orElse(false),
                    header(response, REFERENCE),
                    header(response, REASON).map(DeltaGliderInfo::decode)));
  }

  /**
   * Returns what the answer of a listing carries for each object.
   *
   * @return values by key in the order of the listing, of those objects about which more is known
   *     than what the store lists; see {@link DeltaGliderS3Client#FETCH_METADATA}
   */
  public static Map<String, DeltaGliderInfo> ofEach(SdkResponse response) {
    Map<String, DeltaGliderInfo> infos = new LinkedHashMap<>();
    if (response.sdkHttpResponse() != null) {
      for (String line : response.sdkHttpResponse().matchingHeaders(OBJECT)) {
        String[] parts = line.split(" ", -1);
        infos.put(
            decode(parts[0]),
            new DeltaGliderInfo(
                Operation.LIST,
                number(Optional.of(parts[1])),
                number(Optional.of(parts[2])),
                Boolean.parseBoolean(parts[3]),
                Optional.of(parts[4]).filter(text -> !text.equals(ABSENT)),
                Optional.of(parts[5])
                    .filter(text -> !text.equals(ABSENT))
                    .map(DeltaGliderInfo::decode)));
      }
    }
    return infos;
  }

  /**
   * Returns how much smaller the stored form is than the content, in percent; negative if it is
   * larger, absent for empty content and where sizes are.
   */
  public OptionalDouble savedPercent() {
    if (originalSize.isEmpty() || storedSize.isEmpty() || originalSize.getAsLong() == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        100.0 * (originalSize.getAsLong() - storedSize.getAsLong()) / originalSize.getAsLong());
  }

  static DeltaGliderInfo of(Operation operation, PutOutcome outcome) {
    return new DeltaGliderInfo(
        operation,
        OptionalLong.of(outcome.size()),
        OptionalLong.of(outcome.storedSize()),
        outcome.form() != PutOutcome.Form.PASSTHROUGH,
        outcome.reference().map(Sha256::hex),
        outcome.reason());
  }

  static DeltaGliderInfo of(Operation operation, ObjectInfo info) {
    boolean delta = info.form() == ObjectInfo.Form.DELTA;
    return new DeltaGliderInfo(
        operation,
        OptionalLong.of(info.size()),
        OptionalLong.of(info.storedSize()),
        delta,
        info.reference().map(Sha256::hex),
        info.note().filter(note -> !delta));
  }

  static DeltaGliderInfo ofDelete() {
    return new DeltaGliderInfo(
        Operation.DELETE,
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        Optional.empty(),
        Optional.empty());
  }

  /** Returns the headers that carry this in an answer. */
  Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    headers.put(OPERATION, List.of(operation.name()));
    originalSize.ifPresent(size -> headers.put(ORIGINAL_SIZE, List.of(Long.toString(size))));
    storedSize.ifPresent(size -> headers.put(STORED_SIZE, List.of(Long.toString(size))));
    headers.put(DELTA, List.of(Boolean.toString(delta)));
    reference.ifPresent(hex -> headers.put(REFERENCE, List.of(hex)));
    reason.ifPresent(text -> headers.put(REASON, List.of(encode(text))));
    return headers;
  }

  /** Returns the headers that carry what is known about listed objects. */
  static Map<String, List<String>> headersOf(List<ListEntry> entries) {
    List<String> lines = new ArrayList<>();
    for (ListEntry entry : entries) {
      entry.info().ifPresent(info -> lines.add(line(entry.key(), of(Operation.LIST, info))));
    }
    return Map.of(OBJECT, lines);
  }

  private static String line(String key, DeltaGliderInfo info) {
    return String.join(
        " ",
        encode(key),
        Long.toString(info.originalSize.orElseThrow()),
        Long.toString(info.storedSize.orElseThrow()),
        Boolean.toString(info.delta),
        info.reference.orElse(ABSENT),
        info.reason.map(DeltaGliderInfo::encode).orElse(ABSENT));
  }

  private static Optional<String> header(SdkResponse response, String name) {
    return Optional.ofNullable(response.sdkHttpResponse())
        .flatMap(http -> http.firstMatchingHeader(name));
  }

  private static OptionalLong number(Optional<String> text) {
    return text.isPresent() ? OptionalLong.of(Long.parseLong(text.get())) : OptionalLong.empty();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
