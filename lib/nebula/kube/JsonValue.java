package nebula.kube;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A place in the maps of a generic resource, or nothing: the API server leaves out what is empty,
/// so that every step may lead to nothing and only the last one asks.
///
/// @param raw a map, list, string, number or boolean; null when nothing is there
public record JsonValue(Object raw) {

  /// What is below the names, one level each.
  public JsonValue at(String... names) {
    Object here = raw;
    for (String name : names) {
      here = here instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return new JsonValue(here);
  }

  public boolean present() {
    return raw != null;
  }

  public Optional<String> text() {
    return Optional.ofNullable(raw).map(Object::toString);
  }

  public String text(String otherwise) {
    return raw == null ? otherwise : raw.toString();
  }

  public long number(long otherwise) {
    return raw instanceof Number number ? number.longValue() : otherwise;
  }

  public int count() {
    return (int) number(0);
  }

  public boolean isTrue() {
    return raw instanceof Boolean flag ? flag : "True".equals(raw);
  }

  public Instant instant(Instant otherwise) {
    if (raw == null) {
      return otherwise;
    }
    try {
      return Instant.parse(raw.toString());
    } catch (DateTimeParseException e) {
      return otherwise;
    }
  }

  public List<JsonValue> items() {
    return raw instanceof List<?> list ? list.stream().map(JsonValue::new).toList() : List.of();
  }

  /// The names of this map; none when it is not there.
  public Set<String> names() {
    return map().keySet();
  }

  @SuppressWarnings("unchecked")
  public Map<String, Object> map() {
    return raw instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  /// The element of this list of conditions that is of the type.
  public JsonValue condition(String type) {
    return items().stream()
        .filter(condition -> condition.at("type").text("").equals(type))
        .findFirst()
        .orElse(new JsonValue(null));
  }
}
