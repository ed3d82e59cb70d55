package nebula.engine;

import java.nio.file.Path;
import nebula.cluster.PortOwner;

/// The ports of this machine that a run may open.
///
/// @param stateFolder where runs write down which ports they hold
public record LocalPorts(Path stateFolder, PortOwner owner) {}
