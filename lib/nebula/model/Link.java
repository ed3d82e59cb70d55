package nebula.model;

import java.net.URI;

/// A page of the service that a person opens.
public record Link(String name, URI url) {}
