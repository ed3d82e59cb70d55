package nebula.config;

import java.util.List;
import java.util.Map;

/// Writes the page that people read, docs/configuration.md, from the lists of keys.
final class ReferencePage {
  private static final String TOP =
      """
      # Configuration

      Written from the list of keys that the reader itself uses (`lib/nebula/config`); a test
      holds it equal. Editors complete and check these files with `docs/service.schema.json` and
      `docs/nebula.schema.json`: put
      `# yaml-language-server: $schema=../../docs/service.schema.json` on top of a file.

      What holds for both files: an unknown key is an error, and so is a key that stands twice or
      has no value. `no`, `010` and `1e3` are text, numbers are whole and in plain digits, and only
      `true` and `false` are truth values. A path counts from the folder of the file that names it.
      A command is a text that is split at spaces outside quotes, or a list of its words; no shell
      reads it. All mistakes of all files are told at once, each with file, line and column.

      ## service.yaml

      One folder below `services/` is one service, and adding one takes no other edit. Hidden
      folders and `node_modules` are not looked into. Several documents in one file, with `---`
      between them, are several services; each of them then names its `manifests`.

      ```yaml
      name: nebula-worker
      dependsOn: [temporal]
      image:
        name: nebula-worker
        context: ../..
        dockerfile: ../../apps/worker/Dockerfile
      sync:
        - {from: ../../apps/worker/src, to: /app/src, restart: true}
      ports: [{local: 8081, remote: 8081, name: health}]
      health: {http: /health}
      ```
      """;

  private static final String MIDDLE =
      """

      ## nebula.yaml

      At the root of the project. It may be empty: every key has a default.
      """;

  private ReferencePage() {}

  static String text() {
    StringBuilder page = new StringBuilder(TOP);
    writeKeys("", ServiceKeys.ALL, "###", page);
    page.append(MIDDLE);
    writeKeys("", ProjectKeys.ALL, "###", page);
    return page.toString();
  }

  private static void writeKeys(
      String path, List<Key<?>> keys, String heading, StringBuilder page) {
    page.append("\n| key | what it may be | when left out | |\n|---|---|---|---|\n");
    for (Key<?> key : keys) {
      page.append(
          "| `%s` | %s | %s | %s |\n"
              .formatted(key.name(), described(key), absent(key), key.doc()));
    }
    for (Key<?> key : keys) {
      Shape.MapOf nested = nested(key.type().shape());
      if (nested != null) {
        String nestedPath = path + key.name();
        page.append("\n%s `%s`\n".formatted(heading, nestedPath));
        writeKeys(nestedPath + ".", nested.keys(), heading + "#", page);
      }
    }
  }

  private static String described(Key<?> key) {
    return key.type().shape().described().replace("|", "\\|");
  }

  private static String absent(Key<?> key) {
    if (key.required()) {
      return "**an error**";
    }
    if (key.fallback().isEmpty()) {
      return key.otherwise();
    }
    return switch (key.fallback().get()) {
      case List<?> list when list.isEmpty() -> "none";
      case Map<?, ?> _ -> "none";
      case List<?> list ->
          "`[" + String.join(", ", list.stream().map(String::valueOf).toList()) + "]`";
      case Object value -> "`" + value + "`";
    };
  }

  /// The map inside, also when it stands in a list or beside another form.
  private static Shape.MapOf nested(Shape shape) {
    return switch (shape) {
      case Shape.MapOf map -> map;
      case Shape.ListOf list -> nested(list.item());
      case Shape.NamesTo names -> nested(names.value());
      case Shape.Either either -> {
        for (Shape choice : either.choices()) {
          Shape.MapOf found = nested(choice);
          if (found != null) {
            yield found;
          }
        }
        yield null;
      }
      case Shape.Text _, Shape.Whole _, Shape.Truth _ -> null;
    };
  }
}
