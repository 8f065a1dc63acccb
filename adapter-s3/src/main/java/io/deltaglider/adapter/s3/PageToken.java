package io.deltaglider.adapter.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.Base64;

/** The store's token in a form that tells it from what is none: some stores take any text. */
final class PageToken {
  private static final String MARK = "s3.1.";

  private PageToken() {}

  static String encode(String ofStore) {
    return MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(ofStore.getBytes(UTF_8));
  }

  static String decode(String bucket, String token) {
    try {
      if (token.startsWith(MARK)) {
        return new String(Base64.getUrlDecoder().decode(token.substring(MARK.length())), UTF_8);
      }
    } catch (IllegalArgumentException e) {
      throw new StorageException(Kind.REJECTED, message(bucket), e);
    }
    throw new StorageException(Kind.REJECTED, message(bucket));
  }

  private static String message(String bucket) {
    return "list " + bucket + ": the page token is none of this store's";
  }
}
