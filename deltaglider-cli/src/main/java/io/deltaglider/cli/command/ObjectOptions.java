package io.deltaglider.cli.command;

import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.transfer.TransferOptions;
import io.deltaglider.port.storage.ContentHeaders;
import io.deltaglider.port.storage.ObjectAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Options that say what the written objects carry. */
final class ObjectOptions {
  @Option(
      names = "--metadata",
      paramLabel = "NAME=VALUE",
      split = ",",
      description = "User metadata of the written objects. Repeatable, or separated by commas.")
  List<String> metadata = new ArrayList<>();

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
            !noDelta,
            !noGuess);
    try {
      ObjectAttributes.of(options.headers(), options.metadata());
    } catch (IllegalArgumentException e) {
      throw CliException.usage("usage", "--metadata", String.valueOf(e.getMessage()), "");
    }
    return options;
  }

  private Map<String, String> metadata() {
    Map<String, String> entries = new TreeMap<>();
    for (String entry : metadata) {
      int equals = entry.indexOf('=');
      if (equals < 1) {
        throw CliException.usage("usage", "--metadata " + entry, "is not NAME=VALUE", "");
      }
      // Names of metadata are HTTP header names, whose case has no meaning.
      String name = entry.substring(0, equals).toLowerCase(Locale.ROOT);
      if (entries.put(name, entry.substring(equals + 1)) != null) {
        throw CliException.usage("usage", "--metadata " + entry, "names the same entry twice", "");
      }
    }
    return entries;
  }
}
