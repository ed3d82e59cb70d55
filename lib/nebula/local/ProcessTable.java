package nebula.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import nebula.process.Programs;

/// The processes of this machine.
interface ProcessTable {
  /// A variable that each process of a tree has from the first: the one thing that a child keeps
  /// when its parent dies, and that no other process has by chance.
  String MARK = "NEBULA_LOCAL_PROCESS";

  /// @param mark the value of {@link #MARK} to look for
  List<ProcessEntry> read(String mark);

  static ProcessTable ofThisMachine(Programs programs) {
    Path proc = Path.of("/proc");
    return Files.exists(proc.resolve("self/stat")) ? new ProcFolder(proc) : new PsTable(programs);
  }
}
