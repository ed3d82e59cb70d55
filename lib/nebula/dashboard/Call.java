package nebula.dashboard;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/// One request and its answer. Every answer carries the headers that keep a browser from doing with
/// it what it is not for.
final class Call {
  static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src"
          + " 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private static final int SMALLEST_COMPRESSED = 1_400;
  static final int MOST_PARAMETERS = 50;

  private final HttpExchange exchange;
  private final Map<String, List<String>> parameters;

  Call(HttpExchange exchange) {
    this.exchange = exchange;
    this.parameters = parameters(exchange.getRequestURI().getRawQuery());
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Security-Policy", CONTENT_POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cache-Control", "no-store");
  }

  String method() {
    return exchange.getRequestMethod();
  }

  /// Decoded, such as `/api/services/temporal`.
  String path() {
    return exchange.getRequestURI().getPath();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  Guard.Request asked() {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    return new Guard.Request(
        method(),
        path(),
        hosts.size() == 1 ? Optional.of(hosts.getFirst()) : Optional.empty(),
        header("Origin"),
        header(Guard.TOKEN_HEADER),
        header("Sec-Fetch-Site"));
  }

  /// The first value of the parameter; empty when it is not given or has no text.
  Optional<String> parameter(String name) {
    return all(name).stream().findFirst().filter(text -> !text.isEmpty());
  }

  Map<String, List<String>> parameters() {
    return parameters;
  }

  /// What is beyond them was not read.
  boolean hasTooManyParameters() {
    return parameters.values().stream().mapToInt(List::size).sum() > MOST_PARAMETERS;
  }

  List<String> all(String name) {
    return parameters.getOrDefault(name, List.of());
  }

  /// @throws Refused when it is no whole number in that range; `otherwise` need not be in it, and
  ///   then the parameter has to be given
  int number(String name, int least, int most, int otherwise) throws Refused {
    Optional<String> text = parameter(name);
    if (text.isEmpty() && otherwise >= least) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.orElse(""));
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException none) {
      // Told below.
    }
    throw Refused.badInput(
        name + " is '" + text.orElse("") + "'",
        "it is a whole number from " + least + " to " + most);
  }

  void set(String header, String value) {
    exchange.getResponseHeaders().set(header, value);
  }

  void json(int status, String text) throws IOException {
    whole(status, "application/json", text.getBytes(StandardCharsets.UTF_8));
  }

  void whole(int status, String type, byte[] body) throws IOException {
    set("Content-Type", type(type));
    boolean compressed = body.length >= SMALLEST_COMPRESSED && takesCompressed();
    byte[] sent = compressed ? compressed(body) : body;
    if (compressed) {
      set("Content-Encoding", "gzip");
    }
    send(status, sent);
  }

  void file(PageFiles.PageFile file) throws IOException {
    boolean compressed = file.bytes().length >= SMALLEST_COMPRESSED && takesCompressed();
    set("Content-Type", type(file.type()));
    if (compressed) {
      set("Content-Encoding", "gzip");
    }
    send(200, compressed ? file.compressed() : file.bytes());
  }

  private static String type(String type) {
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
  }

  private boolean takesCompressed() {
    set("Vary", "Accept-Encoding");
    return header("Accept-Encoding").map(names -> names.contains("gzip")).orElse(false);
  }

  void send(int status, byte[] body) throws IOException {
    boolean none = method().equals("HEAD") || body.length == 0;
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /// An answer that is written bit by bit, each seen by the reader when it is flushed.
  OutputStream stream(String type) throws IOException {
    set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }

  void close() {
    exchange.close();
  }

  static byte[] compressed(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 3);
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static Map<String, List<String>> parameters(String query) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    if (query == null) {
      return parameters;
    }
    for (String part : query.split("&", MOST_PARAMETERS + 1)) {
      if (part.isEmpty()) {
        continue;
      }
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      parameters.computeIfAbsent(decoded(name), _ -> new ArrayList<>()).add(decoded(value));
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      return text;
    }
  }
}
