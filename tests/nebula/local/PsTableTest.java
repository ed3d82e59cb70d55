package nebula.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What `ps -A -E -ww -o pid=,ppid=,pgid=,stat=,command=` says on macOS.
class PsTableTest {
  private static final String OUT =
      """
          1     0     1 Ss   /sbin/launchd
        812   811   812 S+   node vite.js PATH=/usr/bin NEBULA_LOCAL_PROCESS=abc HOME=/Users/x
        813   812   812 S    esbuild --ping NEBULA_LOCAL_PROCESS=abcd HOME=/Users/x
        814   812   812 Z    (node) NEBULA_LOCAL_PROCESS=abc
      """;

  @Test
  void theMarkIsFoundWholeAndZombiesAreLeftOut() {
    assertEquals(
        List.of(
            new ProcessEntry(1, 0, 1, 0, false),
            new ProcessEntry(812, 811, 812, 0, true),
            new ProcessEntry(813, 812, 812, 0, false)),
        PsTable.read(OUT, "abc"));
  }
}
