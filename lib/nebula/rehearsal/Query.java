package nebula.rehearsal;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// The parameters of a request.
record Query(Map<String, String> parameters) {

  static Query parse(String raw) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      parameters.put(decode(name), decode(value));
    }
    return new Query(parameters);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  Optional<Integer> number(String name) {
    return text(name).map(Integer::valueOf);
  }

  boolean flag(String name) {
    return text(name).filter(value -> value.equals("true") || value.equals("1")).isPresent();
  }

  Predicate<JsonNode> selector() {
    return Selectors.labels(text("labelSelector").orElse(""))
        .and(Selectors.fields(text("fieldSelector").orElse("")));
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
