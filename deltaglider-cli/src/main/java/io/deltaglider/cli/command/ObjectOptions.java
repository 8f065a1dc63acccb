package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.transfer.TransferOptions;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Options that say what the written objects carry. */
final class ObjectOptions {
  private static final String ACL_HEADER = "x-amz-acl";
  private static final String ENCRYPTION_HEADER = "x-amz-server-side-encryption";
  private static final String ENCRYPTION_KEY_HEADER = "x-amz-server-side-encryption-aws-kms-key-id";

  @Option(
      names = "--metadata",
      paramLabel = "NAME=VALUE,...",
      description = "User metadata: NAME=VALUE, separated by commas, or a JSON object. Repeatable.")
  List<String> metadata = new ArrayList<>();

  @Option(
      names = "--metadata-directive",
      paramLabel = "COPY|REPLACE",
      description =
          "Whether copies keep the source's headers and metadata, or carry only those of the"
              + " options. Default: REPLACE if there are any.")
  Optional<TransferOptions.Directive> directive = Optional.empty();

  @Option(names = "--content-type", paramLabel = "TYPE", description = "Media type.")
  Optional<String> contentType = Optional.empty();

  @Option(names = "--content-encoding", paramLabel = "TEXT", description = "Content-Encoding.")
  Optional<String> contentEncoding = Optional.empty();

  @Option(names = "--content-language", paramLabel = "TEXT", description = "Content-Language.")
  Optional<String> contentLanguage = Optional.empty();

  @Option(
      names = "--content-disposition",
      paramLabel = "TEXT",
      description = "Content-Disposition.")
  Optional<String> contentDisposition = Optional.empty();

  @Option(names = "--cache-control", paramLabel = "TEXT", description = "Cache-Control.")
  Optional<String> cacheControl = Optional.empty();

  @Option(names = "--expires", paramLabel = "TEXT", description = "Expires.")
  Optional<String> expires = Optional.empty();

  @Option(
      names = "--no-guess-mime-type",
      description = "Do not guess a missing media type from the file's name.")
  boolean noGuess;

  @Option(
      names = "--storage-class",
      paramLabel = "CLASS",
      description = "The store's storage class, such as STANDARD_IA. What has one is stored whole.")
  Optional<String> storageClass = Optional.empty();

  @Option(
      names = "--acl",
      paramLabel = "ACL",
      description = "A canned access control list of S3, such as bucket-owner-full-control.")
  Optional<String> acl = Optional.empty();

  @Option(
      names = "--sse",
      arity = "0..1",
      fallbackValue = "AES256",
      paramLabel = "AES256|aws:kms",
      description = "Encryption by S3; without a value AES256.")
  Optional<String> encryption = Optional.empty();

  @Option(names = "--sse-kms-key-id", paramLabel = "ID", description = "The key for --sse aws:kms.")
  Optional<String> encryptionKey = Optional.empty();

  @Option(names = "--no-delta", description = "Store the content whole.")
  boolean noDelta;

  /** Returns what the options say. */
  TransferOptions read() {
    TransferOptions options =
        new TransferOptions(
            new ContentHeaders(
                contentType,
                contentEncoding,
                contentLanguage,
                contentDisposition,
                cacheControl,
                expires),
            metadata(),
            directive,
            storageClass,
            storeHeaders(),
            !noDelta,
            !noGuess);
    if (directive.equals(Optional.of(TransferOptions.Directive.COPY))
        && options.describesObjects()) {
      throw CliException.usage(
          "usage",
          "--metadata-directive COPY",
          "keeps the headers and metadata, but some are given",
          "");
    }
    checked("--metadata", () -> ObjectAttributes.of(options.headers(), options.metadata()));
    return options;
  }

  private StoreHeaders storeHeaders() {
    Map<String, String> entries = new TreeMap<>();
    acl.ifPresent(value -> entries.put(ACL_HEADER, value));
    encryption.ifPresent(value -> entries.put(ENCRYPTION_HEADER, value));
    encryptionKey.ifPresent(value -> entries.put(ENCRYPTION_KEY_HEADER, value));
    if (encryptionKey.isPresent() && encryption.isEmpty()) {
      throw CliException.usage("usage", "--sse-kms-key-id", "needs --sse aws:kms", "");
    }
    return checked("--acl, --sse or --sse-kms-key-id", () -> new StoreHeaders(entries));
  }

  private static <T> T checked(String option, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw CliException.usage("usage", option, String.valueOf(e.getMessage()), "");
    }
  }

  private Map<String, String> metadata() {
    Map<String, String> entries = new TreeMap<>();
    for (String text : metadata) {
      for (Map.Entry<String, String> entry : MetadataArgument.read(text)) {
        // Names of metadata are HTTP header names, whose case has no meaning.
        String name = entry.getKey().toLowerCase(Locale.ROOT);
        if (entries.put(name, entry.getValue()) != null) {
          throw CliException.usage("usage", "--metadata " + text, "names an entry twice", "");
        }
      }
    }
    return entries;
  }
}
