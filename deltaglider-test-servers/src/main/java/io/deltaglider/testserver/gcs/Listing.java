package io.deltaglider.testserver.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Cuts one page out of a bucket's objects. Runs under the lock of {@link GcsState}. */
final class Listing {
  private static final long MAX_RESULTS = 1000;
  private static final String TOKEN = "token:";

  private final NavigableMap<String, GcsObject> all;
  private final String prefix;
  private final String delimiter;
  private final String startOffset;
  private final String endOffset;
  private final String after;
  private final long limit;
  private final List<Object> items = new ArrayList<>();
  private final List<Object> prefixes = new ArrayList<>();
  private String last = "";

  Listing(NavigableMap<String, GcsObject> all, Request request) {
    this.all = all;
    this.prefix = request.parameter("prefix").orElse("");
    this.delimiter = request.parameter("delimiter").orElse("");
    this.startOffset = request.parameter("startOffset").orElse("");
    this.endOffset = request.parameter("endOffset").orElse("");
    this.after = request.parameter("pageToken").map(Listing::decode).orElse("");
    this.limit = Math.min(MAX_RESULTS, request.number("maxResults").orElse(MAX_RESULTS));
  }

  /** Returns the page as the JSON API words it. */
  Map<String, Object> page() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("kind", "storage#objects");
    String from = later(later(prefix, startOffset), after);
    Map.Entry<String, GcsObject> next = all.ceilingEntry(from);
    while (next != null && isWanted(next.getKey())) {
      String entry = entry(next.getKey());
      boolean rolledUp = !entry.equals(next.getKey()) || isCommonPrefix(entry);
      if (compare(entry, after) > 0) {
        if (items.size() + prefixes.size() >= limit) {
          json.put("nextPageToken", encode(last));
          break;
        }
        add(entry, rolledUp, next.getValue());
      }
      next = rolledUp ? behind(entry) : all.higherEntry(next.getKey());
    }
    json.put("items", items);
    if (!prefixes.isEmpty()) {
      json.put("prefixes", prefixes);
    }
    return json;
  }

  private boolean isWanted(String key) {
    return key.startsWith(prefix) && (endOffset.isEmpty() || compare(key, endOffset) < 0);
  }

  private void add(String entry, boolean rolledUp, GcsObject object) {
    if (rolledUp) {
      prefixes.add(entry);
    } else {
      items.add(object.resource());
    }
    last = entry;
  }

  /** Returns what a key is listed as: itself, or the common prefix that it lies under. */
  private String entry(String key) {
    int at = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
    return at < 0 ? key : key.substring(0, at + delimiter.length());
  }

  private boolean isCommonPrefix(String entry) {
    return !delimiter.isEmpty() && entry.indexOf(delimiter, prefix.length()) >= 0;
  }

  /** Returns the first object behind all those that begin with a text. */
  private Map.Entry<String, GcsObject> behind(String commonPrefix) {
    Map.Entry<String, GcsObject> next = all.higherEntry(commonPrefix);
    while (next != null && next.getKey().startsWith(commonPrefix)) {
      next = all.higherEntry(next.getKey());
    }
    return next;
  }

  private static String later(String left, String right) {
    return compare(left, right) < 0 ? right : left;
  }

  private static int compare(String left, String right) {
    return Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8));
  }

  private static String encode(String entry) {
    return Base64.getUrlEncoder().encodeToString((TOKEN + entry).getBytes(UTF_8));
  }

  private static String decode(String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), UTF_8);
      if (text.startsWith(TOKEN)) {
        return text.substring(TOKEN.length());
      }
    } catch (IllegalArgumentException e) {
      throw ApiException.invalid("Invalid argument: pageToken " + e.getMessage());
    }
    throw ApiException.invalid("Invalid argument: pageToken");
  }
}
