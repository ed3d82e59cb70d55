package nebula.config;

import java.util.List;
import java.util.Optional;
import nebula.model.Port;
import nebula.model.Position;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// `8081`, or `{local: 8081, remote: 8080, name: health}`.
final class PortType implements ValueType<Port> {
  private static final String DESCRIBED = "a port: a number, or {local, remote, name}";
  private static final WholeType NUMBER = WholeType.port();
  static final Key<Integer> LOCAL =
      Key.required("local", NUMBER, "The port on 127.0.0.1 of this machine.");
  static final Key<Integer> REMOTE =
      Key.optional("remote", NUMBER, "The port of the service's pods.")
          .otherwise("the same as `local`");
  static final Key<String> NAME =
      Key.optional("name", TextType.any("a short text"), "Shown beside the port.");
  private static final MapType<Port> MAP =
      new MapType<>(DESCRIBED, List.of(LOCAL, REMOTE, NAME), PortType::build);

  @Override
  public Shape shape() {
    return new Shape.Either(DESCRIBED, List.of(NUMBER.shape(), MAP.shape()));
  }

  @Override
  public Optional<Port> read(Value value) {
    if (value.node() instanceof MappingNode) {
      return MAP.read(value);
    }
    if (!(value.node() instanceof ScalarNode)) {
      value.mustBe(DESCRIBED);
      return Optional.empty();
    }
    Optional<String> composed = ofCompose(((ScalarNode) value.node()).getValue());
    if (composed.isPresent()) {
      value.problem("'" + value.label() + "' is " + value.described(), "write " + composed.get());
      return Optional.empty();
    }
    Optional<Integer> port = NUMBER.read(value);
    return port.isEmpty()
        ? Optional.empty()
        : Optional.of(new Port(port.get(), port.get(), Optional.empty(), value.position()));
  }

  /// Compose writes `[host:]8080:80[/tcp]`.
  private static Optional<String> ofCompose(String text) {
    String numbers = text.endsWith("/tcp") ? text.substring(0, text.length() - 4) : text;
    String[] parts = numbers.split(":", -1);
    if (parts.length < 2 || parts.length > 3) {
      return Optional.empty();
    }
    Optional<Integer> remote = NUMBER.of(parts[parts.length - 1]);
    return NUMBER
        .of(parts[parts.length - 2])
        .filter(_ -> remote.isPresent())
        .map(local -> "{local: " + local + ", remote: " + remote.get() + "}");
  }

  private static Optional<Port> build(Section section) {
    Optional<Integer> local = section.get(LOCAL);
    if (local.isEmpty()) {
      return Optional.empty();
    }
    int remote = section.get(REMOTE).orElse(local.get());
    Position declared = section.value().position();
    return Optional.of(new Port(local.get(), remote, section.get(NAME), declared));
  }
}
