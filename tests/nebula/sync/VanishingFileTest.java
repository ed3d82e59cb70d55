package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import nebula.model.Code;
import nebula.model.SyncRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A file is there when the files are looked at, and gone or another when it is read to be sent.
/// The same on a real cluster: `e2e.SyncTest`.
@Timeout(30)
class VanishingFileTest {
  @TempDir Path temporary;
  private final Heard heard = new Heard();
  private SourceFolder sources;
  private Path app;
  private ShellKube kube;
  private LiveUpdate live;

  @BeforeEach
  void start() throws IOException {
    sources = new SourceFolder(Files.createDirectory(temporary.resolve("sources")));
    sources.write("Dockerfile", "FROM scratch").write("src/a.ts", "a1");
    app = Files.createDirectories(temporary.toRealPath().resolve("container/app"));
    Files.writeString(app.resolve("a.ts"), "a1");
    kube = new ShellKube(temporary);
  }

  @AfterEach
  void stop() {
    live.close();
  }

  @Test
  void theOthersArriveWithoutIt() throws Exception {
    run(() -> sources.delete("src/c.ts"));

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", Files.readString(app.resolve("a.ts")));
    assertFalse(Files.exists(app.resolve("c.ts")));
    assertEquals(Optional.empty(), heard.trouble());
  }

  @Test
  void itArrivesWhenItIsBackBeforeAnybodyLookedAgain() throws Exception {
    run(() -> sources.delete("src/c.ts"), () -> sources.write("src/c.ts", "c"));

    heard.awaitCode(new Code.Synced(2));
    assertEquals("c", Files.readString(app.resolve("c.ts")));
  }

  @Test
  void aFolderInItsPlaceIsOneInTheContainer() throws Exception {
    run(() -> sources.delete("src/c.ts").write("src/c.ts/index", "i"));

    heard.awaitCode(new Code.Synced(2));
    assertEquals("a2", Files.readString(app.resolve("a.ts")));
    assertEquals("i", Files.readString(app.resolve("c.ts/index")));
  }

  @Test
  void aLongerOneInItsPlaceArrivesWhole() throws Exception {
    run(() -> sources.write("src/c.ts", "longer"));

    heard.awaitCode(new Code.Synced(2));
    assertEquals("longer", Files.readString(app.resolve("c.ts")));
  }

  /// A changed and a new file are on their way.
  ///
  /// @param meanwhile the first is done between the look at the files and their reading, when the
  ///   container is asked what it has; the second before what was read is sent
  private void run(Runnable... meanwhile) throws InterruptedException {
    SyncRule rule = sources.rule("src", app.toString());
    SourceState built = sources.tree(rule).scan();
    sources.write("src/a.ts", "a2").write("src/c.ts", "c");
    Iterator<Runnable> next = List.of(meanwhile).iterator();
    kube.interference =
        () -> {
          if (next.hasNext()) {
            next.next().run();
          }
        };
    live = new LiveUpdate(Pods.service(sources.build(), rule), SourceState.nothing(), kube, heard);
    live.built("web:1", built);
    live.observed(Pods.running("web-1", "web:1", 0));
  }
}
