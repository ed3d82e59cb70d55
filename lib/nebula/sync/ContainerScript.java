package nebula.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What Nebula runs in a container to bring files there. POSIX, for dash, bash and busybox.
final class ContainerScript {
  static final int NO_TAR = 80;
  static final int NOWHERE = 81;
  static final int BROKEN = 82;
  static final int NO_TARGET = 83;
  static final int ANOTHER_LIFE = 84;

  /// By SIGKILL, as all that runs in a container when its first process ends.
  static final int KILLED = 128 + 9;

  /// Sets `life` to what names the container's own file system, which is new in each life. Asked
  /// for in the container, since a command may get into one of which the cluster has not told yet:
  /// a kubelet tells of a restart up to a second late.
  ///
  /// A line of `mountinfo` is: mount, parent, device, root, mount point, options (proc(5)). An
  /// overlay's own folder is among the last.
  private static final String LIFE =
      """
      life=
      while read -r _ _ device root point rest; do
        if [ "$point" = / ]; then
          rest=${rest##*upperdir=}
          life="$device $root ${rest%%,*}"
          break
        fi
      done </proc/self/mountinfo
      """;

  /// Takes a tar from its input, and runs the script in it. What it unpacks lies in `/tmp`, mostly
  /// on the same file system as the target, so that a rename puts a file in its place; where that
  /// cannot be written, in the target itself.
  ///
  /// $1 bytes of the tar, $2 a folder of the target, $3 the container's name, $4 the life that the
  /// tar was made for
  private static final String RECEIVE =
      LIFE
          + """
          [ "$life" = "$4" ] || exit 84
          command -v tar >/dev/null 2>&1 || exit 80
          for d in /tmp "$2"; do
            s=$d/.nebula.$$
            mkdir "$s" 2>/dev/null && break
            s=
          done
          [ -n "$s" ] || { mkdir "$2/.nebula.$$"; exit 81; }
          trap 'cd /; rm -rf "$s"' EXIT
          cd "$s" || exit 81
          head -c "$1" | (umask 0; exec tar -xof -) || exit 82
          [ -f ./do ] || exit 82
          umask 022
          note="$d/.nebula-sync-$3" life="$life" container=$3 sh ./do
          """;

  /// $1 a folder of the target, $2 the container's name
  private static final String READ_NOTE =
      LIFE
          + """
          printf '%s\\n' "$life"
          for d in /tmp "$1"; do
            n=$d/.nebula-sync-$2
            [ -f "$n" ] || continue
            cat "$n.owes" 2>/dev/null
            echo
            cat "$n"
            exit
          done
          """;

  private static final String PAID =
      """
      for d in /tmp "$1"; do rm -f "$d/.nebula-sync-$2.owes"; done
      """;

  private ContainerScript() {}

  /// @param life as the container told it itself, with {@link #readNote}
  static List<String> receive(long size, String folder, Container to, String life) {
    return sh(RECEIVE, Long.toString(size), folder, to.container(), life);
  }

  static List<String> readNote(String folder, Container of) {
    return sh(READ_NOTE, folder, of.container());
  }

  /// What was owed is done.
  static List<String> paid(String folder, Container in) {
    return sh(PAID, folder, in.container());
  }

  /// Line of the script in the tar: which rules' commands and restarts are to follow.
  static String owe(Set<Integer> rules) {
    if (rules.isEmpty()) {
      return "rm -f \"$note.owes\"\n";
    }
    String numbers = rules.stream().map(String::valueOf).collect(Collectors.joining(" "));
    return "printf '%s' '" + numbers + "' > \"$note.owes\"\n";
  }

  /// Lines of the script in the tar: the process is started anew, and nothing is owed any more.
  static String restart() {
    return "(\n%s) || exit %d\n%s"
        .formatted(Supervisor.restartOf("$container"), Supervisor.NOT_SUPERVISED, owe(Set.of()));
  }

  /// Lines of the script in the tar: what it did is added to the note, which is begun anew in each
  /// life, or is replaced.
  static String keepNote(boolean whole) {
    String head = "printf '%s\\n' \"$life\"";
    String added = "cat " + ContainerNote.ENTRY;
    return whole
        ? "{ %s; %s; } >\"$note.new\"\nmv -f \"$note.new\" \"$note\"\n".formatted(head, added)
        : ("first=\n[ ! -f \"$note\" ] || read -r first <\"$note\" || :\n"
                + "[ \"$first\" = \"$life\" ] || %s >\"$note\"\n%s >>\"$note\"\n")
            .formatted(head, added);
  }

  private static List<String> sh(String script, String... words) {
    ArrayList<String> command = new ArrayList<>(List.of("sh", "-c", script, "nebula-sync"));
    command.addAll(List.of(words));
    return List.copyOf(command);
  }
}
