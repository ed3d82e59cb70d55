package nebula.model;

import java.nio.file.Path;
import java.util.List;

/// Files copied into the running container when they change.
///
/// @param run commands in the container after the copy
public record SyncRule(Path from, String to, List<List<String>> run, boolean restart) {}
