package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nebula.process.FakePrograms;
import org.junit.jupiter.api.Test;

class PullProgressTest {

  @Test
  void countsTheLayersOfARecordedPush() {
    PullProgress progress = new PullProgress("pushing");
    List<String> texts =
        FakePrograms.recorded("push.txt").lines().map(progress::after).distinct().toList();
    assertEquals(
        List.of(
            "pushing",
            "pushing, 0 of 1 layers",
            "pushing, 0 of 2 layers",
            "pushing, 1 of 2 layers",
            "pushing, 2 of 2 layers"),
        texts);
  }

  @Test
  void countsLayersThatAreThereAlready() {
    PullProgress progress = new PullProgress("pushing");
    assertEquals(
        "pushing, 2 of 2 layers",
        FakePrograms.recorded("push-again.txt").lines().map(progress::after).toList().getLast());
  }

  @Test
  void aPullThatFindsAllLayersHereHasNoneToCount() {
    PullProgress progress = new PullProgress("pulling");
    assertEquals(
        List.of("pulling"),
        FakePrograms.recorded("pull.txt").lines().map(progress::after).distinct().toList());
  }

  @Test
  void aLayerIsReadyWhenItIsUnpackedNotWhenItIsDownloaded() {
    PullProgress progress = new PullProgress("pulling");
    progress.after("a34c84b3ca67: Pulling fs layer");
    assertEquals("pulling, 0 of 1 layers", progress.after("a34c84b3ca67: Download complete"));
    assertEquals("pulling, 1 of 1 layers", progress.after("a34c84b3ca67: Pull complete"));
  }
}
