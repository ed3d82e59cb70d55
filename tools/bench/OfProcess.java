package nebula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a process takes of the machine, as Linux tells it.
final class OfProcess {
  /// Linux counts the time of processes in these, on every system of today.
  private static final double TICKS_A_SECOND = 100;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;

  private OfProcess() {}

  /// Resident memory; Linux tells it in units of 1024 bytes.
  static double megabytes(long pid) {
    return read(pid, "status")
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")) * 1024 / 1e6)
        .findFirst()
        .orElseThrow(() -> new RunFailed("the process has no VmRSS: it has ended"));
  }

  /// Seconds of processor time since its start.
  static double processorSeconds(long pid) {
    return processorSeconds(read(pid, "stat"));
  }

  /// @param stat as in `/proc/PID/stat`; a program's name, in parentheses, may hold spaces
  static double processorSeconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        / TICKS_A_SECOND;
  }

  private static String read(long pid, String file) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), file));
    } catch (IOException notLinux) {
      throw new RunFailed("/proc/" + pid + " cannot be read: it ended, or this is not Linux");
    }
  }
}
