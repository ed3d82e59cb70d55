package nebula.config;

import java.util.List;
import java.util.Optional;
import nebula.model.Port;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// `8081`, or `{local: 8081, remote: 8080, name: health}`.
final class PortType implements ValueType<Port> {
  private static final String DESCRIBED = "a port: a number, or {local, remote, name}";
  static final Key<Integer> LOCAL =
      Key.required("local", WholeType.port(), "The port on 127.0.0.1 of this machine.");
  static final Key<Integer> REMOTE =
      Key.optional("remote", WholeType.port(), "The port of the service's pods.")
          .otherwise("the same as `local`");
  static final Key<String> NAME =
      Key.optional("name", TextType.any("a short text"), "Shown beside the port.");
  private static final MapType<Port> MAP =
      new MapType<>(DESCRIBED, List.of(LOCAL, REMOTE, NAME), PortType::build);

  @Override
  public Shape shape() {
    return new Shape.Either(DESCRIBED, List.of(WholeType.port().shape(), MAP.shape()));
  }

  @Override
  public Optional<Port> read(Value value) {
    return switch (value.node()) {
      case MappingNode _ -> MAP.read(value);
      case ScalarNode _ ->
          WholeType.port()
              .read(value)
              .map(port -> new Port(port, port, Optional.empty(), value.position()));
      default -> {
        value.mustBe(DESCRIBED);
        yield Optional.empty();
      }
    };
  }

  private static Optional<Port> build(Section section) {
    return section
        .get(LOCAL)
        .map(
            local ->
                new Port(
                    local,
                    section.get(REMOTE).orElse(local),
                    section.get(NAME),
                    section.value().position()));
  }
}
