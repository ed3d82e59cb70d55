package nebula.model;

import java.util.Optional;

/// A port on 127.0.0.1 that leads to a port of the service's pods.
public record Port(int local, int remote, Optional<String> name, Position declared) {}
