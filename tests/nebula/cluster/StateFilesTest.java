package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFilesTest {
  @TempDir Path folder;
  private StateFiles files;

  @BeforeEach
  void open() {
    files = new StateFiles(folder.resolve("state"));
  }

  @Test
  void theKubeconfigIsForThisUserAlone() throws Exception {
    files.writeKubeconfig("secret");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(files.kubeconfig())));
  }

  @Test
  void aStartThatWasSeenReadyIsKnownUntilTheNextStart() {
    files.writeKubeconfig("k");
    files.rememberReady(node("one", "10:00"));
    assertTrue(files.knowsReady(node("one", "10:00")));
    assertFalse(files.knowsReady(node("one", "11:00")));
    assertTrue(files.fits(node("one", "11:00")), "same container, same keys");
    assertFalse(files.fits(node("two", "10:00")));
  }

  @Test
  void withoutTheKubeconfigNothingIsKnown() {
    files.rememberReady(node("one", "10:00"));
    assertFalse(files.knowsReady(node("one", "10:00")));
  }

  @Test
  void deleteLeavesNoFile() throws Exception {
    files.writeKubeconfig("k");
    files.writeRegistries("r");
    files.rememberReady(node("one", "10:00"));
    files.delete();
    try (var left = Files.list(folder.resolve("state"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  private static FoundContainer node(String id, String startedAt) {
    return new FoundContainer("n", id, "running", startedAt, "c", "c", "", List.of());
  }
}
