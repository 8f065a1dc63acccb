package io.deltaglider.sdk.s3;

import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoreHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.DateUtils;

/** What requests say about an object beside its bytes. */
final class Attributes {
  /** S3's default, which every store without classes has, too. */
  static final String STANDARD = "STANDARD";

  private Attributes() {}

  /** Returns everything that a request to store an object says about it. */
  static ObjectAttributes of(SdkPojo request) {
    return new ObjectAttributes(
        headers(request), metadata(request), tags(request), storageClass(request), store(request));
  }

  static ContentHeaders headers(SdkPojo request) {
    return new ContentHeaders(
        Fields.text(request, "ContentType"),
        Fields.text(request, "ContentEncoding"),
        Fields.text(request, "ContentLanguage"),
        Fields.text(request, "ContentDisposition"),
        Fields.text(request, "CacheControl"),
        Fields.instant(request, "Expires").map(DateUtils::formatRfc822Date));
  }

  /** Names are headers', so their case does not matter; S3 answers lower case. */
  static Map<String, String> metadata(SdkPojo request) {
    Map<String, String> metadata = new TreeMap<>();
    Fields.texts(request, "Metadata")
        .forEach((name, value) -> metadata.put(name.toLowerCase(Locale.ROOT), value.strip()));
    return metadata;
  }

  /** Returns the tags, which a request gives as a URL's query. */
  static Map<String, String> tags(SdkPojo request) {
    Map<String, String> tags = new LinkedHashMap<>();
    for (String pair : Fields.text(request, "Tagging").orElse("").split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (tags.put(name, value) != null) {
          throw S3Errors.invalidArgument("Cannot provide multiple tags with the same key " + name);
        }
      }
    }
    return tags;
  }

  static Optional<String> storageClass(SdkPojo request) {
    return Fields.text(request, "StorageClass").filter(Attributes::isSpecial);
  }

  /** Returns whether a storage class is another than the default. */
  static boolean isSpecial(String storageClass) {
    return !storageClass.equals(STANDARD);
  }

  /** Returns what only the store understands. */
  static StoreHeaders store(SdkPojo request) {
    List<String> members = new ArrayList<>(FieldNames.PROTECTION);
    members.addAll(FieldNames.CUSTOMER_KEY);
    return Fields.storeHeaders(request, members);
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
