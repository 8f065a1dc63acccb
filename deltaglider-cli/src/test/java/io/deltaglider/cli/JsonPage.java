package io.deltaglider.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/JSON.md says of documents, and which of it has been seen. */
final class JsonPage {
  private static final Path PAGE = Path.of("..", "docs", "JSON.md");
  private static final Pattern HEADING = Pattern.compile("#+ (.*)");
  private static final Pattern INDEX =
      Pattern.compile("\\| (`.*?) \\| ?(.*?) \\| (?:\\[(.*)]\\(#(.*)\\)|text) \\|");
  private static final Pattern FIELD =
      Pattern.compile("\\| `(\\S+)` \\| ([a-z ]+) \\|(.*?)\\| (.*) \\|");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final String ANY = "*";

  /**
   * A field of a document.
   *
   * @param always whether every document has it
   */
  private record Field(String type, boolean always) {}

  /** Names of documents, by command and by what tells documents apart. */
  private final Map<String, String> index = new TreeMap<>();

  /** Fields by their path, such as {@code families[].pattern}, by the document's name. */
  private final Map<String, Map<String, Field>> documents = new TreeMap<>();

  private final Set<String> commands = new TreeSet<>();
  private final Set<String> textCommands = new TreeSet<>();
  private final Set<String> seenKinds = new TreeSet<>();
  private final Set<String> seenFields = new TreeSet<>();

  /** Reads the page. */
  static JsonPage read() throws IOException {
    JsonPage page = new JsonPage();
    String heading = "";
    for (String line : Files.readAllLines(PAGE)) {
      Matcher title = HEADING.matcher(line);
      Matcher entry = INDEX.matcher(line);
      Matcher field = FIELD.matcher(line);
      if (title.matches()) {
        heading = title.group(1);
      } else if (heading.equals("Which command writes what") && line.startsWith("| `")) {
        assertThat(entry.matches()).as(line).isTrue();
        page.index(entry);
      } else if (line.startsWith("| `")) {
        assertThat(field.matches()).as(line).isTrue();
        Field one = new Field(field.group(2), field.group(3).isBlank());
        assertThat(
                page.documents
                    .computeIfAbsent(heading, name -> new TreeMap<>())
                    .put(field.group(1), one))
            .as(line)
            .isNull();
      }
    }
    assertThat(page.index.values()).containsAll(page.documents.keySet());
    assertThat(page.documents.keySet()).containsAll(page.index.values());
    return page;
  }

  private void index(Matcher row) {
    List<String> names = codes(row.group(1));
    commands.addAll(names);
    if (row.group(3) == null) {
      textCommands.addAll(names);
      return;
    }
    assertThat(row.group(4)).isEqualTo(row.group(3).replace(' ', '-'));
    List<String> marks = row.group(2).isBlank() ? List.of("") : codes(row.group(2));
    for (String name : names) {
      for (String mark : marks) {
        assertThat(index.put(kind(name, mark), row.group(3))).as(row.group()).isNull();
      }
    }
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map((MatchResult code) -> code.group(1)).toList();
  }

  private static String kind(String command, String mark) {
    return mark.isEmpty() ? command : command + " with " + mark;
  }

  /** Returns all commands of the page. */
  Set<String> commands() {
    return commands;
  }

  /** Returns the commands that write text, too, with {@code --json}. */
  Set<String> textCommands() {
    return textCommands;
  }

  /** Checks one line that a command has written, and remembers it. */
  void check(String command, String line) throws IOException {
    Map<String, Object> document = JsonLine.parse(line);
    String mark = "";
    for (String name : List.of("type", "operation")) {
      mark = document.containsKey(name) ? name + "=" + document.get(name) : mark;
    }
    String kind = kind(command, mark);
    assertThat(index.keySet()).as("docs/JSON.md, of: %s", line).contains(kind);
    seenKinds.add(kind);
    String name = index.get(kind);
    check(name + ": ", fieldsOf(name), "", document);
  }

  private Map<String, Field> fieldsOf(String name) {
    return documents.getOrDefault(name, Map.of());
  }

  private void check(
      String name, Map<String, Field> fields, String path, Map<String, Object> object) {
    String present = name + object;
    object.forEach(
        (field, value) -> {
          String any = path + ANY;
          String full = fields.containsKey(any) ? any : path + field;
          assertThat(fields.keySet()).as(present).contains(full);
          assertThat(isOf(fields.get(full).type(), value))
              .as("%s is %s in %s", full, fields.get(full).type(), present)
              .isTrue();
          seenFields.add(name + full);
          for (Map<String, Object> inner : objectsIn(value)) {
            check(name, fields, full + (value instanceof List ? "[]." : "."), inner);
          }
        });
    fields.forEach(
        (full, field) -> {
          if (field.always() && isChild(path, full)) {
            assertThat(object).as(present).containsKey(full.substring(path.length()));
          }
        });
  }

  private static boolean isChild(String path, String full) {
    return full.startsWith(path)
        && full.indexOf('.', path.length()) < 0
        && !full.equals(path + ANY);
  }

  private static List<Map<String, Object>> objectsIn(Object value) {
    List<Map<String, Object>> objects = new ArrayList<>();
    for (Object one : value instanceof List<?> list ? list : List.of(value)) {
      if (one instanceof Map<?, ?> map) {
        Map<String, Object> object = new TreeMap<>();
        map.forEach((field, inner) -> object.put(String.valueOf(field), inner));
        objects.add(object);
      }
    }
    return objects;
  }

  private static boolean isOf(String type, Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "time" -> value instanceof String text && isTime(text);
      case "integer" -> value instanceof Long;
      case "number" -> value instanceof Double;
      case "boolean" -> value instanceof Boolean;
      case "object" -> value instanceof Map;
      case "array of strings" ->
          value instanceof List<?> list && list.stream().allMatch(String.class::isInstance);
      case "array of objects" ->
          value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance);
      default -> throw new AssertionError("docs/JSON.md has the unknown type " + type);
    };
  }

  private static boolean isTime(String text) {
    try {
      return Instant.parse(text).toString().equals(text);
    } catch (DateTimeParseException e) {
      return false;
    }
  }

  /** Checks that every document and every field of the page has been seen. */
  void assertSeen() {
    assertThat(seenKinds).isEqualTo(index.keySet());
    Set<String> fields = new TreeSet<>();
    documents.forEach(
        (name, table) -> table.keySet().forEach(field -> fields.add(name + ": " + field)));
    assertThat(seenFields).isEqualTo(fields);
  }
}
