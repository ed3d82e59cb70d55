package nebula.dashboard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What is served at a path of the API: `docs/openapi.yaml` has the same, and a test compares them.
///
/// @param path `{…}` in it stands for any name
/// @param methods as the header `Allow` has them
/// @param parameters that the address may have; `field` more than once
record Endpoint(String path, String methods, List<String> parameters) {
  private static final List<String> FILTERS =
      List.of("services", "since", "until", "level", "q", "regex", "case", "field", "kind");

  private static final List<String> PAGES =
      List.of("limit", "before", "after", "position", "context", "follow", "newest");

  private static final String READ = "GET, HEAD";

  static final List<Endpoint> ALL =
      List.of(
          of("/api/snapshot", READ),
          of("/api/snapshot.html", READ),
          of("/api/events", "GET", "after", "logs"),
          new Endpoint("/api/logs", READ, joined(FILTERS, PAGES)),
          new Endpoint("/api/logs/summary", READ, FILTERS),
          of("/api/run/end", "POST"),
          of("/api/services/{name}", READ),
          of("/api/services/{name}/restart", "POST"),
          of("/api/services/{name}/rebuild", "POST"),
          of("/api/services/{name}/stop", "POST"),
          of("/api/services/{name}/start", "POST"),
          of("/api/services/{name}/terminals", "POST", "pod", "container", "columns", "rows"),
          of("/api/terminals/{id}", "DELETE"),
          of("/api/terminals/{id}/output", "GET"),
          of("/api/terminals/{id}/input", "POST"),
          of("/api/terminals/{id}/size", "POST", "columns", "rows"));

  private static Endpoint of(String path, String methods, String... parameters) {
    return new Endpoint(path, methods, List.of(parameters));
  }

  private static List<String> joined(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toList();
  }

  static Optional<Endpoint> at(String path) {
    return ALL.stream().filter(each -> each.isAt(path)).findFirst();
  }

  private boolean isAt(String asked) {
    String[] mine = path.split("/", -1);
    String[] others = asked.split("/", -1);
    boolean same = mine.length == others.length;
    for (int at = 0; same && at < mine.length; at++) {
      same = mine[at].startsWith("{") ? !others[at].isEmpty() : mine[at].equals(others[at]);
    }
    return same;
  }

  /// @throws Refused when it is asked in a way that it has no meaning for
  void check(Call call) throws Refused {
    allow(call, methods);
    if (call.hasTooManyParameters()) {
      throw Refused.badInput(
          "there are more than %d parameters".formatted(Call.MOST_PARAMETERS), "leave some out");
    }
    for (Map.Entry<String, List<String>> given : call.parameters().entrySet()) {
      String name = given.getKey();
      if (!parameters.contains(name)) {
        String known = String.join(", ", new TreeSet<>(parameters));
        throw Refused.badInput(
            "there is no parameter '" + name + "' at " + path,
            known.isEmpty() ? "it takes none" : "there are " + known);
      }
      if (given.getValue().size() > 1 && !name.equals("field")) {
        throw Refused.badInput(name + " is given more than once", "give it once");
      }
    }
  }

  /// Of the page's own files.
  static void allowReading(Call call) throws Refused {
    allow(call, READ);
  }

  private static void allow(Call call, String methods) throws Refused {
    if (!List.of(methods.split(", ", -1)).contains(call.method())) {
      call.set("Allow", methods);
      throw new Refused(
          405, call.method() + " is not for this: " + methods + " is", Optional.empty());
    }
  }
}
