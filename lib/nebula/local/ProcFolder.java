package nebula.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The processes as Linux shows them below `/proc`.
final class ProcFolder implements ProcessTable {
  private final Path folder;

  ProcFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<ProcessEntry> read(String mark) {
    List<ProcessEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(folder, "[0-9]*")) {
      for (Path process : processes) {
        add(process, "\0" + MARK + "=" + mark + "\0", entries);
      }
    } catch (IOException unreadable) {
      throw new IllegalStateException(folder + " cannot be read", unreadable);
    }
    return entries;
  }

  private static void add(Path process, String mark, List<ProcessEntry> entries) {
    try {
      String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
      // `pid (name) state parent group session …`; the name may hold brackets and spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", 5);
      if (!fields[0].equals("Z") && !fields[0].equals("X")) {
        entries.add(
            new ProcessEntry(
                Long.parseLong(process.getFileName().toString()),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                environment(process).contains(mark)));
      }
    } catch (IOException ended) {
      // It ended while it was looked at.
    }
  }

  /// Empty for another user's process.
  private static String environment(Path process) {
    try {
      Path file = process.resolve("environ");
      return "\0" + Files.readString(file, StandardCharsets.ISO_8859_1) + "\0";
    } catch (IOException notOurs) {
      return "";
    }
  }
}
