package sandbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/// A `service.yaml` on other local ports, so that it can run beside the developer's own. The ports
/// of the pods stay: they are written out, since left out they are the local ones.
public final class ShiftedPorts {
  private static final Pattern ON_THIS_MACHINE =
      Pattern.compile("(//(?:localhost|127\\.0\\.0\\.1):)(\\d+)");

  private final int shift;

  /// @param shift is added to each local port
  public ShiftedPorts(int shift) {
    this.shift = shift;
  }

  /// All documents of the file, without its comments.
  public String of(String serviceFile) {
    DumperOptions dump = new DumperOptions();
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(dump), dump);
    List<Object> services = new ArrayList<>();
    yaml.loadAll(serviceFile).forEach(each -> services.add(service(fields(each))));
    dump.setExplicitStart(services.size() > 1);
    return yaml.dumpAll(services.iterator());
  }

  private Map<String, Object> service(Map<String, Object> service) {
    // A process of this machine opens its port itself, wherever that is.
    if (service.containsKey("local")) {
      return service;
    }
    service.computeIfPresent("ports", (_, ports) -> each(ports, this::port));
    service.computeIfPresent("health", (_, checks) -> each(checks, this::check));
    service.computeIfPresent("links", (_, links) -> each(links, this::link));
    return service;
  }

  private Object port(Object port) {
    Map<String, Object> fields =
        port instanceof Integer
            ? new LinkedHashMap<>(Map.of("local", port))
            : new LinkedHashMap<>(fields(port));
    fields.putIfAbsent("remote", fields.get("local"));
    fields.computeIfPresent("local", (_, local) -> shifted(local));
    return fields;
  }

  private Object check(Object check) {
    Map<String, Object> fields = new LinkedHashMap<>(fields(check));
    fields.computeIfPresent("port", (_, port) -> shifted(port));
    fields.computeIfPresent("tcp", (_, port) -> shifted(port));
    return fields;
  }

  private Object link(Object link) {
    Map<String, Object> fields = new LinkedHashMap<>(fields(link));
    fields.computeIfPresent(
        "url",
        (_, url) ->
            ON_THIS_MACHINE
                .matcher(url.toString())
                .replaceAll(found -> found.group(1) + shifted(Integer.valueOf(found.group(2)))));
    return fields;
  }

  private Object shifted(Object port) {
    return port instanceof Integer number ? number + shift : port;
  }

  /// Of one thing or a list of them, as both may be written.
  private static Object each(Object value, UnaryOperator<Object> change) {
    return value instanceof List<?> list
        ? list.stream().map(Object.class::cast).map(change).toList()
        : change.apply(value);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Object value) {
    if (value instanceof Map<?, ?>) {
      return (Map<String, Object>) value;
    }
    throw new IllegalArgumentException("not a map of a service.yaml: " + value);
  }
}
