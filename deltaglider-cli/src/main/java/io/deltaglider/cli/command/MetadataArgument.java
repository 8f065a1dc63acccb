package io.deltaglider.cli.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.deltaglider.cli.failure.CliException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads metadata as the AWS CLI takes a map: {@code a=1,b=2}, or a JSON object of texts. */
final class MetadataArgument {
  private static final JsonFactory JSON = new JsonFactory();

  private MetadataArgument() {}

  /**
   * Returns the entries in their order.
   *
   * @throws CliException with exit code USAGE if the text is neither
   */
  static List<Map.Entry<String, String>> read(String text) {
    return text.stripLeading().startsWith("{") ? readJson(text) : readPairs(text);
  }

  private static List<Map.Entry<String, String>> readPairs(String text) {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    for (String pair : pairs(text)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw CliException.usage("usage", "--metadata " + text, "is not NAME=VALUE", "");
      }
      entries.add(Map.entry(pair.substring(0, equals), unquoted(pair.substring(equals + 1))));
    }
    return entries;
  }

  /** Splits at commas, but for those in quoted values. */
  private static List<String> pairs(String text) {
    List<String> pairs = new ArrayList<>();
    char quote = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean begins = i > 0 && text.charAt(i - 1) == '=';
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (begins && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == ',') {
        pairs.add(text.substring(start, i));
        start = i + 1;
      }
    }
    pairs.add(text.substring(start));
    return pairs;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() > 1
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static List<Map.Entry<String, String>> readJson(String text) {
    List<Map.Entry<String, String>> entries = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken() != JsonToken.VALUE_STRING) {
          throw notTexts(text);
        }
        entries.add(Map.entry(name, parser.getText()));
      }
      if (parser.currentToken() != JsonToken.END_OBJECT || parser.nextToken() != null) {
        throw notTexts(text);
      }
    } catch (IOException e) {
      throw notTexts(text);
    }
    return entries;
  }

  private static CliException notTexts(String text) {
    return CliException.usage("usage", "--metadata " + text, "is no JSON object of texts", "");
  }
}
