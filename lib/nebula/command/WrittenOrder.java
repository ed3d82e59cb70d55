package nebula.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An object of the cluster in the order in which its manifest is written, so that the two can be
/// compared line by line: the server has an order of its own. What only the server knows follows.
final class WrittenOrder {
  private WrittenOrder() {}

  static Object of(Object live, Object written) {
    if (live instanceof Map<?, ?> fields && written instanceof Map<?, ?> before) {
      return fields(fields, before);
    }
    if (live instanceof List<?> items && written instanceof List<?> before) {
      return items(items, before);
    }
    return live;
  }

  private static Map<String, Object> fields(Map<?, ?> live, Map<?, ?> written) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    written.forEach((name, value) -> {
      if (live.containsKey(name)) {
        ordered.put(String.valueOf(name), of(live.get(name), value));
      }
    });
    live.forEach((name, value) -> ordered.putIfAbsent(String.valueOf(name), value));
    return ordered;
  }

  /// Items stay where they are: their order may mean something.
  private static List<Object> items(List<?> live, List<?> written) {
    List<Object> ordered = new ArrayList<>();
    for (int index = 0; index < live.size(); index++) {
      Object item = live.get(index);
      ordered.add(index < written.size() ? of(item, written.get(index)) : item);
    }
    return ordered;
  }
}
