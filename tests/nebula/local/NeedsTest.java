package nebula.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.model.Failure;
import nebula.model.LocalProcess;
import nebula.process.FakePrograms;
import nebula.process.Programs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The reasons for which a local service is skipped.
class NeedsTest {
  @TempDir Path bin;

  private final Map<String, String> environment = new LinkedHashMap<>();
  private boolean webkitIsThere;
  private boolean pkgConfigIsThere = true;

  @BeforeEach
  void onlyOurPath() {
    environment.put("PATH", "/nowhere:" + bin);
  }

  @Test
  void nothingIsMissing() throws Exception {
    program("pnpm");
    program("cargo");
    environment.put("WAYLAND_DISPLAY", "wayland-0");
    webkitIsThere = true;

    assertEquals(Optional.empty(), missing("Linux", "pnpm", "cargo", "display", "webkit"));
  }

  @Test
  void eachThingThatIsMissingIsNamedWithItsMend() throws Exception {
    program("node");

    assertEquals(
        Optional.of(
            "pnpm is not installed (npm install -g pnpm); cargo is not installed (install Rust:"
                + " https://rustup.rs); there is no display (neither DISPLAY nor WAYLAND_DISPLAY is"
                + " set: run it in a desktop session)"),
        missing("Linux", "node", "cargo", "display"));
  }

  @Test
  void theCommandsOwnProgramNeedNotBeNamed() throws Exception {
    assertEquals(Optional.of("pnpm is not installed (npm install -g pnpm)"), missing("Linux"));
  }

  @Test
  void aCommandWithAPathIsAFileOfTheProject() throws Exception {
    LocalProcess local = new LocalProcess(List.of("./serve.sh"), bin, List.of());

    assertEquals(Optional.empty(), new Needs(environment, answers(), "Linux").missing(local));
  }

  @Test
  void aFileThatMayNotBeExecutedIsNoProgram() throws Exception {
    Files.createFile(bin.resolve("pnpm"));

    assertEquals(Optional.of("pnpm is not installed (npm install -g pnpm)"), missing("Linux"));
  }

  @Test
  void anEmptyDisplayIsNone() throws Exception {
    program("pnpm");
    environment.put("DISPLAY", "");

    assertEquals(
        Optional.of(
            "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set: run it in a desktop"
                + " session)"),
        missing("Linux", "display"));
  }

  @Test
  void macHasItsDisplayAndWebkitAnyway() throws Exception {
    program("pnpm");

    assertEquals(Optional.empty(), missing("Mac OS X", "display", "webkit"));
  }

  @Test
  void withoutPkgConfigNothingCanBeBuiltWithWebkit() throws Exception {
    program("pnpm");
    webkitIsThere = true;
    pkgConfigIsThere = false;

    assertEquals(
        Optional.of(
            "WebKitGTK's development files are not installed (what Tauri builds with:"
                + " https://tauri.app/start/prerequisites/, on Debian and Ubuntu apt install"
                + " libwebkit2gtk-4.1-dev build-essential)"),
        missing("Linux", "webkit"));
  }

  private Optional<String> missing(String system, String... needs) throws InterruptedException {
    LocalProcess local = new LocalProcess(List.of("pnpm", "tauri", "dev"), bin, List.of(needs));
    return new Needs(environment, answers(), system).missing(local);
  }

  private void program(String name) throws IOException {
    Files.createFile(bin.resolve(name)).toFile().setExecutable(true);
  }

  private FakePrograms answers() {
    return new FakePrograms()
        .on(
            "pkg-config --exists webkit2gtk-4.1",
            () -> {
              if (!pkgConfigIsThere) {
                throw Failure.machineLacks("pkg-config is not installed", "install it");
              }
              return new Programs.Outcome(webkitIsThere ? 0 : 1, "", "");
            });
  }
}
