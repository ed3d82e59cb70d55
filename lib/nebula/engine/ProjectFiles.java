package nebula.engine;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// The files that say what a run is about.
///
/// @param roots files and folders in which a change matters
/// @param settings the file that a run reads once, at its start
/// @param plan reads them anew
public record ProjectFiles(List<Path> roots, Path settings, Supplier<Plan> plan) {
  public ProjectFiles {
    roots = List.copyOf(roots);
  }
}
