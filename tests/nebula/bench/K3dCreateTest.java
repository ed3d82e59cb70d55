package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K3dCreateTest {
  @TempDir Path machine;

  @Test
  void aCreateIsWatchedWithoutGettingInItsWayAndCanBeDoneAgain() throws Exception {
    Path notes = Files.createDirectory(machine.resolve("notes"));
    Path bin = Files.createDirectory(machine.resolve("bin"));
    Path called = machine.resolve("called");
    Path registries = Files.writeString(machine.resolve("registries.yaml"), "mirrors: {}\n");
    script(
        bin.resolve("k3d"),
        "printf '[%s]' \"$@\" \"$K3D_IMAGE_TOOLS\" >>" + called + "; cat " + registries);
    String path = K3dCreate.watchingPath(notes).split(":")[0] + ":" + bin + ":/usr/bin:/bin";

    run(path, "version");
    run(path, "cluster", "create", "some name", "--registry-config", registries.toString());
    K3dCreate create = K3dCreate.watchedIn(notes);
    Files.delete(registries);

    String words = "[cluster][create][some name][--registry-config][" + registries + "][tools:1]";
    assertEquals("[version][tools:1]" + words, Files.readString(called));
    assertEquals("tools:1", create.environment().get("K3D_IMAGE_TOOLS"));
    List<String> again = List.copyOf(create.words());
    assertEquals("k3d", again.getFirst());
    new K3dCreate(
            replaceFirst(again, bin.resolve("k3d").toString()),
            create.environment(),
            create.registries(),
            create.registriesText())
        .run();
    assertEquals("[version][tools:1]" + words + words, Files.readString(called));
  }

  private static List<String> replaceFirst(List<String> words, String first) {
    List<String> changed = new ArrayList<>(words);
    changed.set(0, first);
    return changed;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    file.toFile().setExecutable(true);
  }

  /// As a start does, which finds k3d on its `PATH`.
  private void run(String path, String... words) throws InterruptedException {
    String[] command = new String[words.length + 4];
    System.arraycopy(new String[] {"/bin/sh", "-c", "exec k3d \"$@\"", "sh"}, 0, command, 0, 4);
    System.arraycopy(words, 0, command, 4, words.length);
    Map<String, String> environment = Map.of("PATH", path, "K3D_IMAGE_TOOLS", "tools:1");
    new Program(List.of(command), environment).mustSucceed();
  }
}
