package nebula.rehearsal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Label and field selectors as they stand in a query.
final class Selectors {
  private Selectors() {}

  /// `app=x,tier!=db,env in (a,b),env notin (c),has,!hasNot`
  static Predicate<JsonNode> labels(String selector) {
    Predicate<JsonNode> all = _ -> true;
    for (String term : terms(selector)) {
      Predicate<JsonNode> one = labelTerm(term);
      all = all.and(object -> one.test(object.path("metadata").path("labels")));
    }
    return all;
  }

  /// `metadata.name=x,status.phase!=Running`; any path is understood.
  static Predicate<JsonNode> fields(String selector) {
    Predicate<JsonNode> all = _ -> true;
    for (String term : terms(selector)) {
      boolean negated = term.contains("!=");
      String[] sides = term.split(negated ? "!=" : "==?", 2);
      if (sides.length < 2) {
        throw StatusError.badRequest("invalid field selector: " + term);
      }
      String[] path = sides[0].strip().split("\\.");
      String value = sides[1].strip();
      all = all.and(object -> negated != value.equals(textAt(object, path)));
    }
    return all;
  }

  /// Whether the object's labels are those of a `matchLabels` map.
  static boolean matchLabels(JsonNode matchLabels, JsonNode labels) {
    return matchLabels.properties().stream()
        .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
  }

  private static Predicate<JsonNode> labelTerm(String term) {
    int open = term.indexOf('(');
    if (open > 0) {
      String[] words = term.substring(0, open).strip().split("\\s+");
      List<String> values =
          Arrays.stream(term.substring(open + 1, term.lastIndexOf(')')).split(","))
              .map(String::strip)
              .toList();
      boolean wanted = words[1].equals("in");
      return labels -> wanted == values.contains(labels.path(words[0]).asString(null));
    }
    if (term.contains("!=")) {
      String[] sides = term.split("!=", 2);
      return labels -> !sides[1].strip().equals(labels.path(sides[0].strip()).asString(null));
    }
    if (term.contains("=")) {
      String[] sides = term.split("==?", 2);
      return labels -> sides[1].strip().equals(labels.path(sides[0].strip()).asString(null));
    }
    if (term.startsWith("!")) {
      return labels -> !labels.has(term.substring(1).strip());
    }
    return labels -> labels.has(term);
  }

  /// Splits at the commas that are not within parentheses.
  private static List<String> terms(String selector) {
    List<String> terms = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int index = 0; index <= selector.length(); index++) {
      char at = index == selector.length() ? ',' : selector.charAt(index);
      depth += at == '(' ? 1 : at == ')' ? -1 : 0;
      if (at == ',' && depth == 0) {
        terms.add(selector.substring(start, index).strip());
        start = index + 1;
      }
    }
    terms.removeIf(String::isEmpty);
    return terms;
  }

  private static String textAt(JsonNode object, String[] path) {
    JsonNode at = object;
    for (String step : path) {
      at = at.path(step);
    }
    return at.asString("");
  }
}
