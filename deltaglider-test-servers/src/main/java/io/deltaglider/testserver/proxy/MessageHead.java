package io.deltaglider.testserver.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The head of a request or response, kept as it came. Immutable. */
final class MessageHead {
  private static final int MAX_BYTES = 64 * 1024;
  private static final String END = "\r\n\r\n";

  private final String text; // one char for each byte; ends with an empty line
  private final String[] start; // the three parts of the first line
  private final List<HttpField> fields;

  private MessageHead(String text) throws ProtocolException {
    this.text = text;
    String[] lines = text.substring(0, text.length() - END.length()).split("\r\n", -1);
    this.start = lines[0].split(" ", 3);
    List<HttpField> parsed = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1 || lines[i].charAt(0) == ' ' || lines[i].charAt(0) == '\t') {
        throw new ProtocolException("not a header: " + lines[i]);
      }
      String value = lines[i].substring(colon + 1).strip();
      parsed.add(new HttpField(lines[i].substring(0, colon), value));
    }
    this.fields = List.copyOf(parsed);
  }

  /** Reads a request's head, or nothing if the stream is at its end. */
  static Optional<MessageHead> readRequest(InputStream in) throws IOException {
    String text = readText(in);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    MessageHead head = new MessageHead(text);
    if (head.start.length != 3 || !head.target().matches("/.*|\\*")) {
      throw new ProtocolException("not a request: " + head.startLine());
    }
    return Optional.of(head);
  }

  /** Reads a response's head. */
  static MessageHead readResponse(InputStream in) throws IOException {
    String text = readText(in);
    if (text.isEmpty()) {
      throw new EOFException("the server closed the connection and gave no answer");
    }
    MessageHead head = new MessageHead(text);
    if (head.start.length < 2 || !head.start[1].matches("[1-5][0-9][0-9]")) {
      throw new ProtocolException("not a response: " + head.startLine());
    }
    return head;
  }

  private static String readText(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    int matched = 0; // how many chars of END were just read
    while (matched < END.length()) {
      int next = in.read();
      if (next < 0) {
        if (bytes.size() == 0) {
          return "";
        }
        throw new EOFException("a message's head ended early");
      }
      if (bytes.size() == MAX_BYTES) {
        throw new ProtocolException("a message's head of more than " + MAX_BYTES + " bytes");
      }
      bytes.write(next);
      if (next == END.charAt(matched)) {
        matched++;
      } else {
        matched = next == '\r' ? 1 : 0;
      }
    }
    return bytes.toString(ISO_8859_1);
  }

  /** Returns the head as it came. */
  byte[] bytes() {
    return text.getBytes(ISO_8859_1);
  }

  /** Returns the head with the announcement that the connection will be closed. */
  byte[] closingBytes() {
    StringBuilder closing = new StringBuilder(startLine() + "\r\n");
    for (HttpField field : fields) {
      if (!field.name().equalsIgnoreCase("Connection")) {
        closing.append(field.name() + ": " + field.value() + "\r\n");
      }
    }
    return closing.append("Connection: close" + END).toString().getBytes(ISO_8859_1);
  }

  private String startLine() {
    return text.substring(0, text.indexOf("\r\n"));
  }

  List<HttpField> fields() {
    return fields;
  }

  /** Returns a request's method. */
  String method() {
    return start[0];
  }

  /** Returns a request's target. */
  String target() {
    return start[1];
  }

  /** Returns a response's status. */
  int status() {
    return Integer.parseInt(start[1]);
  }

  /** Says whether a request's body may be held back until a 100. */
  boolean expectsContinue() {
    return hasToken("Expect", "100-continue");
  }

  /** Says whether the sender keeps the connection open after this request. */
  boolean keepsRequestOpen() {
    return keepsOpen(start[2]);
  }

  /** Says whether the sender keeps the connection open after this response. */
  boolean keepsResponseOpen() {
    return keepsOpen(start[0]);
  }

  private boolean keepsOpen(String version) {
    return version.equals("HTTP/1.1") && !hasToken("Connection", "close");
  }

  /** Returns how the body of this request is framed. */
  BodyFraming requestFraming() throws ProtocolException {
    return framing(BodyFraming.NONE);
  }

  /** Returns how the body of this response is framed, in answer to a request by this method. */
  BodyFraming responseFraming(String method) throws ProtocolException {
    if (method.equals("HEAD") || isBodiless(status())) {
      return BodyFraming.NONE;
    }
    return framing(BodyFraming.UNTIL_CLOSE);
  }

  private BodyFraming framing(BodyFraming otherwise) throws ProtocolException {
    List<String> lengths = values("Content-Length");
    boolean encoded = !values("Transfer-Encoding").isEmpty();
    if (encoded && (!lengths.isEmpty() || !hasToken("Transfer-Encoding", "chunked"))) {
      throw new ProtocolException("unclear where the body of " + startLine() + " ends");
    }
    if (encoded) {
      return BodyFraming.CHUNKED;
    }
    if (lengths.isEmpty()) {
      return otherwise;
    }
    if (lengths.size() > 1 || !lengths.get(0).matches("[0-9]{1,18}")) {
      throw new ProtocolException("Content-Length " + lengths + " of " + startLine());
    }
    return BodyFraming.ofLength(Long.parseLong(lengths.get(0)));
  }

  /** Says whether responses of this status never have a body. */
  static boolean isBodiless(int status) {
    return status < 200 || status == 204 || status == 304;
  }

  private boolean hasToken(String name, String token) {
    return values(name).stream()
        .flatMap(value -> List.of(value.split(",", -1)).stream())
        .anyMatch(part -> part.strip().toLowerCase(Locale.ROOT).equals(token));
  }

  private List<String> values(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HttpField::value)
        .toList();
  }
}
