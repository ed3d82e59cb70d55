package nebula.model;

import java.nio.file.Path;

/// An image that is built here.
///
/// @param name repository below the registry, without a tag
public record Build(String name, Path context, Path dockerfile, Position declared) {}
