package nebula.model;

import java.nio.file.Path;
import java.util.List;

/// A service that is a process of this machine.
///
/// @param needs programs without which it is skipped
public record LocalProcess(List<String> command, Path folder, List<String> needs) {}
