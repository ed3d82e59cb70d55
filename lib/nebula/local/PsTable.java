package nebula.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nebula.process.Command;
import nebula.process.Programs;

/// The processes as `ps` of macOS tells them, with their environment behind the command. It hides
/// the environment of the system's own programs; those are known by their group or parent.
final class PsTable implements ProcessTable {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Programs programs;

  PsTable(Programs programs) {
    this.programs = programs;
  }

  @Override
  public List<ProcessEntry> read(String mark) {
    Command ps =
        Command.of(LIMIT, "ps", "-A", "-E", "-ww", "-o", "pid=,ppid=,pgid=,stat=,command=");
    try {
      return read(programs.run(ps).out(), mark);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking ps", interrupted);
    }
  }

  static List<ProcessEntry> read(String out, String mark) {
    List<ProcessEntry> entries = new ArrayList<>();
    for (String line : out.lines().toList()) {
      String[] fields = line.strip().split(" +", 5);
      if (fields.length == 5 && !fields[3].startsWith("Z")) {
        entries.add(
            new ProcessEntry(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                0,
                (" " + fields[4] + " ").contains(" " + MARK + "=" + mark + " ")));
      }
    }
    return entries;
  }
}
