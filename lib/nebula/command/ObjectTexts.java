package nebula.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import nebula.dashboard.ServiceDetails.ObjectText;
import nebula.engine.Insight;
import nebula.event.Masks;
import nebula.kube.JsonValue;
import nebula.kube.Manifest;
import nebula.kube.YamlText;

/// The objects of a service as YAML: as its files say, and as the cluster has them. Values of
/// Secrets and of variables that look like one are masked.
final class ObjectTexts {
  private final Insight insight;

  ObjectTexts(Insight insight) {
    this.insight = insight;
  }

  List<ObjectText> all() {
    SequencedMap<String, ObjectText> texts = new LinkedHashMap<>();
    Map<String, Object> trees = new LinkedHashMap<>();
    for (Manifest manifest : insight.manifests()) {
      Map<String, Object> tree = YamlText.tree(manifest);
      trees.put(manifest.title(), tree);
      texts.put(
          manifest.title(),
          new ObjectText(
              manifest.title(),
              Optional.of(manifest.position().toString()),
              Optional.of(yaml(tree)),
              Optional.empty()));
    }
    for (JsonValue live : insight.view().objects()) {
      String title = live.at("kind").text("") + " " + live.at("metadata", "name").text("");
      ObjectText written = texts.get(title);
      Object ordered = WrittenOrder.of(live.map(), trees.get(title));
      texts.put(
          title,
          new ObjectText(
              title,
              written == null ? Optional.empty() : written.file(),
              written == null ? Optional.empty() : written.applied(),
              Optional.of(yaml(new JsonValue(ordered).map()))));
    }
    return List.copyOf(texts.values());
  }

  private static String yaml(Map<String, Object> object) {
    return YamlText.of(new JsonValue(masked(object, isSecret(object))).map());
  }

  private static boolean isSecret(Map<String, Object> object) {
    return "Secret".equals(object.get("kind"));
  }

  private static Object masked(Object value, boolean secret) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> copy = new LinkedHashMap<>();
        boolean variable =
            map.get("name") instanceof String name
                && map.get("value") instanceof String
                && Masks.looksSecret(name);
        map.forEach((key, inner) -> {
          String name = String.valueOf(key);
          boolean data = secret && (name.equals("data") || name.equals("stringData"));
          if (name.equals("managedFields")) {
            return;
          }
          copy.put(
              name,
              data
                  ? allMasked(inner)
                  : variable && name.equals("value") ? Masks.MASK : masked(inner, secret));
        });
        yield copy;
      }
      case List<?> list -> {
        List<Object> copy = new ArrayList<>();
        list.forEach(inner -> copy.add(masked(inner, secret)));
        yield copy;
      }
      // What kubectl applied last, data and all, is kept in an annotation.
      case String text when secret && text.contains("stringData") -> Masks.MASK;
      case null -> null;
      default -> value;
    };
  }

  private static Object allMasked(Object data) {
    Map<String, Object> copy = new LinkedHashMap<>();
    new JsonValue(data).map().keySet().forEach(key -> copy.put(key, Masks.MASK));
    return copy;
  }
}
