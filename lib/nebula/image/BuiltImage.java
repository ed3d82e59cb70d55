package nebula.image;

import java.util.List;

/// An image that was built here and is in the registry.
///
/// @param repository as a manifest names it, such as `nebula-registry:5000/nebula-worker`
/// @param reference the repository with the tag of this content, such as `…:dev-0123456789ab`
/// @param id Docker's own, `sha256:…`
/// @param entrypoint empty when the image has none
/// @param command arguments of the entry point, or the command itself where there is none
/// @param workingFolder empty when the image says none; it is `/` then
/// @param user empty when the image says none; it is root then
public record BuiltImage(
    String repository,
    String reference,
    String id,
    List<String> entrypoint,
    List<String> command,
    String workingFolder,
    String user) {
  public BuiltImage {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
  }
}
