package nebula.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import nebula.engine.Run;
import nebula.event.Masks;
import nebula.kube.JsonValue;
import nebula.kube.Manifest;
import nebula.kube.YamlText;
import nebula.model.Service;
import tools.jackson.core.io.JsonStringEncoder;

/// The values of the Secrets in the manifests of a run, and of variables that look like one, which
/// are shown nowhere.
final class SecretValues implements Supplier<Masks> {
  /// A shorter line of a longer value, such as a bracket, is in many other texts.
  private static final int SHORTEST_LINE = 8;

  private final Run run;
  private final List<String> openWords;
  private List<Manifest> read = List.of();
  private volatile Masks masks = Masks.NONE;

  /// @param services whose names are no secrets, even where a password is the same word
  SecretValues(Run run, List<Service> services) {
    this.run = run;
    this.openWords = services.stream().map(Service::name).toList();
  }

  @Override
  public Masks get() {
    List<Manifest> now = run.manifests();
    if (now != read) {
      readAnew(now);
    }
    return masks;
  }

  private synchronized void readAnew(List<Manifest> manifests) {
    List<String> values = new ArrayList<>();
    for (Manifest manifest : manifests) {
      Map<String, Object> tree = YamlText.tree(manifest);
      addVariables(tree, values);
      if (manifest.object().getKind().equals("Secret")) {
        JsonValue secret = new JsonValue(tree);
        addTexts(secret.at("stringData").map(), values);
        addDecoded(secret.at("data").map(), values);
      }
    }
    masks = Masks.of(values.stream().flatMap(SecretValues::forms).toList(), openWords);
    read = manifests;
  }

  /// Values that are written into a container's `env` under a name that sounds secret.
  private static void addVariables(Object tree, List<String> values) {
    switch (tree) {
      case Map<?, ?> map -> {
        if (map.get("name") instanceof String name
            && map.get("value") instanceof String value
            && Masks.looksSecret(name)) {
          values.add(value);
        }
        map.values().forEach(inner -> addVariables(inner, values));
      }
      case List<?> list -> list.forEach(inner -> addVariables(inner, values));
      case null, default -> {}
    }
  }

  /// How a value may stand in a log line: as it is, line by line, escaped as in JSON, encoded as in
  /// a Secret.
  private static Stream<String> forms(String value) {
    if (value.isBlank()) {
      return Stream.empty();
    }
    Stream<String> lines =
        value.lines().map(String::strip).filter(line -> line.length() >= SHORTEST_LINE);
    String encoded = Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    String escaped = new String(JsonStringEncoder.getInstance().quoteAsCharArray(value.strip()));
    return Stream.concat(Stream.of(value, escaped, encoded), lines);
  }

  private static void addTexts(Map<String, Object> data, List<String> values) {
    data.values().forEach(value -> values.add(String.valueOf(value)));
  }

  private static void addDecoded(Map<String, Object> data, List<String> values) {
    for (Object value : data.values()) {
      String encoded = String.valueOf(value);
      values.add(encoded);
      try {
        byte[] bytes = Base64.getMimeDecoder().decode(encoded);
        values.add(new String(bytes, StandardCharsets.UTF_8));
      } catch (IllegalArgumentException notEncoded) {
        // The server will refuse it; as text it is masked already.
      }
    }
  }
}
