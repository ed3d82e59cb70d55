package nebula.rehearsal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A field that another manager set to another value.
///
/// @param using ` using apps/v1` when that manager updates instead of applying, else empty
/// @param field such as `.spec.replicas`
record FieldConflict(String manager, String using, String field) {

  /// The sentence of the API server for all of them.
  static String message(List<FieldConflict> conflicts) {
    if (conflicts.size() == 1) {
      FieldConflict only = conflicts.getFirst();
      return "Apply failed with 1 conflict: conflict with \"%s\"%s: %s"
          .formatted(only.manager(), only.using(), only.field());
    }
    Map<String, List<FieldConflict>> byManager =
        conflicts.stream()
            .collect(
                Collectors.groupingBy(
                    conflict -> "conflicts with \"" + conflict.manager() + "\"" + conflict.using(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    String lines =
        byManager.entrySet().stream()
            .map(entry -> entry.getKey() + ":\n" + fields(entry.getValue()))
            .collect(Collectors.joining("\n"));
    return "Apply failed with " + conflicts.size() + " conflicts: " + lines;
  }

  private static String fields(List<FieldConflict> conflicts) {
    return conflicts.stream()
        .map(conflict -> "- " + conflict.field())
        .collect(Collectors.joining("\n"));
  }
}
