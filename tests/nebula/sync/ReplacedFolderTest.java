package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A watched folder is renamed away and another put in its place, as some tools and a checkout of
/// another worktree do.
@Timeout(30)
class ReplacedFolderTest {
  @TempDir Path temporary;
  private final LinkedBlockingQueue<String> hints = new LinkedBlockingQueue<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void changesInTheNewOneAreSeen(int roots) throws Exception {
    Path folder = temporary.toRealPath();
    Path one = Files.createDirectory(folder.resolve("one"));
    Path two = Files.createDirectory(folder.resolve("two"));
    List<Path> watched = List.of(one, two).subList(0, roots);
    try (SourceWatch _ = SourceWatch.open(watched, _ -> true, new Told())) {
      Files.writeString(one.resolve("before"), "b");
      awaitHint("before");
      Files.move(one, folder.resolve("away"));
      Files.createDirectory(one);
      awaitHint("everything");

      Files.writeString(one.resolve("after"), "a");
      awaitHint("after");
      if (roots > 1) {
        Files.writeString(two.resolve("other"), "o");
        awaitHint("other");
      }
    }
  }

  private void awaitHint(String wanted) throws InterruptedException {
    String hint = "";
    while (hint != null && !hint.equals(wanted)) {
      hint = hints.poll(10, TimeUnit.SECONDS);
    }
    assertTrue(wanted.equals(hint), "no hint of " + wanted);
  }

  private final class Told implements SourceWatch.Listener {
    @Override
    public void touched(Path path) {
      hints.add(path.getFileName().toString());
    }

    @Override
    public void everything() {
      hints.add("everything");
    }

    @Override
    public void slow(String why) {
      hints.add(why);
    }
  }
}
