package nebula.kube;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Secret;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nebula.config.ImageNames;
import nebula.config.Nearest;
import nebula.config.Problems;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// Holds a manifest against fabric8's model of its kind: unknown fields and values of the wrong
/// type, which the API server would refuse or, worse, leave out. Looks only at the classes that the
/// manifest uses, where Jackson would look at all that it could use.
final class ManifestFields {
  private static final Set<String> ONE_VALUE =
      Set.of("IntOrString", "Quantity", "MicroTime", "Duration");

  private static final Set<Tag> NOT_TEXT = Set.of(Tag.INT, Tag.FLOAT, Tag.BOOL);
  private static final int FIELDS_WORTH_A_LIST = 12;

  private final Problems problems;
  private final Map<Class<?>, Map<String, Type>> fields = new HashMap<>();

  ManifestFields(Problems problems) {
    this.problems = problems;
  }

  void check(Class<?> model, ManifestNode object) {
    boolean describesOthers = model.getPackageName().contains(".apiextensions.");
    if (describesOthers) {
      checkMetadata(object);
    } else {
      checkValue(model, object, "");
    }
  }

  /// What every object has, also one whose kind only the cluster knows.
  void checkMetadata(ManifestNode object) {
    object.member("metadata").ifPresent(it -> checkValue(ObjectMeta.class, it, "metadata"));
  }

  private void checkValue(Type type, ManifestNode value, String path) {
    if (value.isNothing()) {
      return;
    }
    if (type instanceof ParameterizedType generic) {
      checkGeneric(generic, value, path);
    } else if (type instanceof Class<?> simple) {
      checkClass(simple, value, path);
    }
  }

  private void checkGeneric(ParameterizedType type, ManifestNode value, String path) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType().equals(List.class)) {
      if (value.node() instanceof SequenceNode list) {
        List<Node> items = list.getValue();
        for (int index = 0; index < items.size(); index++) {
          checkValue(arguments[0], value.at(items.get(index)), path + "[" + index + "]");
        }
      } else {
        mustBe("a list", value, path);
      }
    } else if (value.node() instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        String key = keyOf(entry);
        if (key.equals("<<")) {
          addMerge(value.at(entry.getKeyNode()));
        } else {
          checkValue(arguments[1], value.at(entry.getValueNode()), path + "." + key);
        }
      }
    } else {
      mustBe("a map", value, path);
    }
  }

  private void checkClass(Class<?> type, ManifestNode value, String path) {
    if (type.equals(String.class)) {
      checkText(value, path);
    } else if (type.equals(Integer.class) || type.equals(Long.class)) {
      checkTag(List.of(Tag.INT), "a whole number", value, path);
    } else if (type.equals(Double.class)) {
      checkTag(List.of(Tag.INT, Tag.FLOAT), "a number", value, path);
    } else if (type.equals(Boolean.class)) {
      checkTag(List.of(Tag.BOOL), "true or false", value, path);
    } else if (ONE_VALUE.contains(type.getSimpleName())) {
      checkTag(List.of(Tag.INT, Tag.FLOAT, Tag.STR), "one value", value, path);
    } else if (type.getName().startsWith("io.fabric8.") && !type.isInterface()) {
      checkMembers(type, value, path);
    }
  }

  /// The API server takes any text, and the node then never pulls it.
  private void checkImage(ManifestNode value, String path) {
    if (value.node() instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
      ImageNames.mistake(scalar.getValue())
          .ifPresent(mend ->
              problems.add(
                  value.position(),
                  subject(path) + "is '" + scalar.getValue() + "': that is no name of an image",
                  mend));
    }
  }

  /// Of such a value the API server says neither which nor where it is.
  private void checkEncoded(ManifestNode data) {
    if (data.node() instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        if (entry.getValueNode() instanceof ScalarNode value && !isBase64(value.getValue())) {
          problems.add(
              data.at(value).position(),
              "'data." + keyOf(entry) + "' is not in base64",
              "write it as it is below 'stringData:'");
        }
      }
    }
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text.replace("\n", "").replace("\r", ""));
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void addMerge(ManifestNode key) {
    String what = "'<<' (merge) is not part of YAML 1.2, which Kubernetes' files are read as";
    problems.add(key.position(), what, "write the keys out");
  }

  private void checkText(ManifestNode value, String path) {
    if (!(value.node() instanceof ScalarNode scalar)) {
      mustBe("text", value, path);
    } else if (NOT_TEXT.contains(scalar.getTag())) {
      String mend = "write it in quotes: \"" + scalar.getValue() + "\"";
      problems.add(
          value.position(), subject(path) + "must be text, not " + scalar.getValue(), mend);
    }
  }

  private void checkTag(List<Tag> tags, String wanted, ManifestNode value, String path) {
    if (!tags.contains(value.node().getTag())) {
      mustBe(wanted, value, path);
    }
  }

  private void mustBe(String wanted, ManifestNode value, String path) {
    problems.add(
        value.position(), subject(path) + "is " + value.described(), "it must be " + wanted);
  }

  private void checkMembers(Class<?> type, ManifestNode value, String path) {
    if (!(value.node() instanceof MappingNode map)) {
      mustBe("a map", value, path);
      return;
    }
    Map<String, Type> known = fields.computeIfAbsent(type, ManifestFields::fieldsOf);
    if (known.isEmpty()) {
      return; // a class that holds whatever comes
    }
    for (NodeTuple entry : map.getValue()) {
      String key = keyOf(entry);
      String memberPath = path.isEmpty() ? key : path + "." + key;
      Type member = known.get(key);
      if (memberPath.equals("status")) {
        continue; // the server's own word, which it leaves out of what is sent
      }
      if (member != null) {
        checkValue(member, value.at(entry.getValueNode()), memberPath);
        if (type.equals(Container.class) && key.equals("image")) {
          checkImage(value.at(entry.getValueNode()), memberPath);
        } else if (type.equals(Secret.class) && key.equals("data")) {
          checkEncoded(value.at(entry.getValueNode()));
        }
      } else if (key.equals("<<")) {
        addMerge(value.at(entry.getKeyNode()));
      } else {
        problems.add(
            value.at(entry.getKeyNode()).position(),
            "unknown field '" + memberPath + "'",
            mend(key, known.keySet()));
      }
    }
  }

  /// Field names are those of the API, except that Java's own words have a `_` before them.
  private static Map<String, Type> fieldsOf(Class<?> type) {
    Map<String, Type> known = new TreeMap<>();
    for (Field field : type.getDeclaredFields()) {
      String name = field.getName();
      if (!Modifier.isStatic(field.getModifiers()) && !name.equals("additionalProperties")) {
        known.put(name.startsWith("_") ? name.substring(1) : name, field.getGenericType());
      }
    }
    return known;
  }

  private static String mend(String key, Collection<String> known) {
    return known.size() <= FIELDS_WORTH_A_LIST || Nearest.of(key, known).isPresent()
        ? Nearest.mend(key, known, "the fields here are")
        : "take it away, or move it to where it belongs";
  }

  private static String subject(String path) {
    return path.isEmpty() ? "the document " : "'" + path + "' ";
  }

  private static String keyOf(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
  }
}
