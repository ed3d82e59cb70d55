package nebula.sync;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import nebula.sync.Changes.Change;
import nebula.sync.SourceFile.Kind;
import nebula.sync.SyncTargets.Wanted;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.io.output.DeferredFileOutputStream;

/// Changes of a container's files as one tar: the new files, and last a script that puts them in
/// their places. So a connection that breaks on the way changes nothing, and each file is replaced
/// by a rename: nobody reads half of one.
final class Shipment implements AutoCloseable {
  static final String SCRIPT = "do";

  private static final int MOST_BYTES_IN_MEMORY = 8 << 20;
  private static final int BUFFER = 64 * 1024;

  private final DeferredFileOutputStream bytes;
  private final SortedMap<String, SourceFile> result;
  private final boolean restarts;

  private Shipment(
      DeferredFileOutputStream bytes, SortedMap<String, SourceFile> result, boolean restarts) {
    this.bytes = bytes;
    this.result = result;
    this.restarts = restarts;
  }

  /// What all its containers have and are to have.
  ///
  /// @param has what they have now
  /// @param image what the image has, for the note that stays in the container
  /// @param folders that must be there
  /// @param owed numbers of the rules whose commands or restart follow
  /// @param restarts whether a restart is all that is owed, and is done at once
  /// @param wholeNote whether the note is replaced: it has become long
  record Order(
      SortedMap<String, SourceFile> has,
      Wanted wanted,
      SortedMap<String, SourceFile> image,
      Set<String> folders,
      Set<Integer> owed,
      boolean restarts,
      boolean wholeNote) {}

  /// Reads the files. One that has vanished is left out, and is deleted when that is noticed.
  ///
  /// @throws IOException when a file cannot be read, or shrank while it was
  static Shipment pack(Order order, List<Change> changes) throws IOException {
    DeferredFileOutputStream bytes =
        DeferredFileOutputStream.builder()
            .setThreshold(MOST_BYTES_IN_MEMORY)
            .setPrefix("nebula-sync")
            .setSuffix(".tar")
            .get();
    SortedMap<String, SourceFile> result = new TreeMap<>(order.has());
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      new Packing(order, changes, tar, result).run();
    } catch (IOException | RuntimeException e) {
      discard(bytes);
      throw e;
    }
    return new Shipment(bytes, result, order.restarts());
  }

  long size() {
    return bytes.getByteCount();
  }

  InputStream open() throws IOException {
    return bytes.toInputStream();
  }

  /// What a container has after it, by what was really read.
  SortedMap<String, SourceFile> result() {
    return result;
  }

  /// Whether the process is started anew by it.
  boolean restarts() {
    return restarts;
  }

  @Override
  public void close() {
    discard(bytes);
  }

  private static void discard(DeferredFileOutputStream bytes) {
    if (!bytes.isInMemory() && bytes.getPath() != null) {
      bytes.getPath().toFile().delete();
    }
  }

  private static final class Packing {
    private final Order order;
    private final List<Change> changes;
    private final TarArchiveOutputStream tar;
    private final SortedMap<String, SourceFile> result;
    private final Map<String, Group> moves = new LinkedHashMap<>();

    /// Files of one folder of the container, side by side in the tar.
    private record Group(int number, List<String> names) {}

    Packing(
        Order order,
        List<Change> changes,
        TarArchiveOutputStream tar,
        SortedMap<String, SourceFile> result) {
      this.order = order;
      this.changes = changes;
      this.tar = tar;
      this.result = result;
    }

    void run() throws IOException {
      for (Change change : changes) {
        if (change.after().isEmpty()) {
          result.remove(change.path());
        } else {
          add(change.path(), change.after().get());
        }
      }
      List<Change> noted = order.wholeNote() ? Changes.between(order.image(), result) : changes;
      text(ContainerNote.ENTRY, ContainerNote.text(noted, result));
      text(SCRIPT, script());
    }

    private void add(String target, SourceFile file) throws IOException {
      switch (file.kind()) {
        case FOLDER -> result.put(target, file);
        case LINK -> {
          TarArchiveEntry entry = new TarArchiveEntry(place(target), TarConstants.LF_SYMLINK);
          entry.setLinkName(file.content());
          tar.putArchiveEntry(entry);
          tar.closeArchiveEntry();
          result.put(target, file);
        }
        case FILE -> {
          Path source = Path.of(order.wanted().sources().get(target));
          try (FileChannel in =
              FileChannel.open(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            result.put(target, file.withContent(copy(source, in, place(target), file)));
          } catch (NoSuchFileException e) {
            // It stays what it was until that is noticed.
            return;
          }
        }
      }
    }

    /// @return the hash of what was sent
    private String copy(Path source, FileChannel channel, String name, SourceFile file)
        throws IOException {
      long left = channel.size();
      TarArchiveEntry entry = entry(name, left, file.mode());
      entry.setLastModifiedTime(FileTime.from(file.modified(), TimeUnit.NANOSECONDS));
      tar.putArchiveEntry(entry);
      var digest = SourceReader.sha256();
      byte[] buffer = new byte[BUFFER];
      InputStream in = Channels.newInputStream(channel);
      while (left > 0) {
        int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new IOException(source + " became shorter while it was read");
        }
        tar.write(buffer, 0, count);
        digest.update(ByteBuffer.wrap(buffer, 0, count));
        left -= count;
      }
      tar.closeArchiveEntry();
      return SourceReader.hex(digest);
    }

    private void text(String name, String text) throws IOException {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      tar.putArchiveEntry(entry(name, content.length, 0600));
      tar.write(content);
      tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(String name, long size, int mode) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(size);
      entry.setMode(mode);
      return entry;
    }

    /// A short path, since some programs take no long ones; with the name that it keeps.
    private String place(String target) {
      String folder = SyncTargets.parent(target);
      Group group = moves.computeIfAbsent(folder, _ -> new Group(moves.size(), new ArrayList<>()));
      group.names.add(SyncTargets.last(target));
      return group.number + "/" + SyncTargets.last(target);
    }

    private String script() {
      StringBuilder script = new StringBuilder("set -e\n");
      for (String folder : order.folders()) {
        String quoted = Shell.quoted(folder);
        script.append("[ -d ").append(quoted).append(" ] || { echo ").append(quoted);
        script.append("; exit ").append(ContainerScript.NO_TARGET).append("; }\n");
      }
      script.append(ContainerScript.owe(order.owed()));
      Shell.lines(script, "rm -f --", gone(false), "");
      Shell.lines(script, "rmdir --", gone(true).reversed(), " 2>/dev/null || :");
      Shell.lines(script, "mkdir -p --", newFolders(), "");
      moves.forEach((folder, group) -> {
        List<String> places = group.names.stream().map(name -> group.number + "/" + name).toList();
        String to = folder.endsWith("/") ? folder : folder + "/";
        Shell.lines(script, "mv -f --", places, " " + Shell.quoted(to));
      });
      script.append(ContainerScript.keepNote(order.wholeNote()));
      return script.append(order.restarts() ? ContainerScript.restart() : "").toString();
    }

    /// What must be away before anything new comes: also what was a file and is a folder now.
    private List<String> gone(boolean folders) {
      return changes.stream()
          .filter(change -> change.before().isPresent())
          .filter(change -> (change.before().get().kind() == Kind.FOLDER) == folders)
          .filter(change ->
              change.after().isEmpty() || (change.after().get().kind() == Kind.FOLDER) != folders)
          .map(Change::path)
          .toList();
    }

    private List<String> newFolders() {
      return changes.stream()
          .filter(change -> change.after().filter(file -> file.kind() == Kind.FOLDER).isPresent())
          .map(Change::path)
          .toList();
    }
  }
}
