package nebula.sync;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import nebula.kube.Kube;
import nebula.model.Code;
import nebula.model.Observation;
import nebula.model.Service;

/// How the code that runs stands to the files of this machine, read once and without a run: from
/// what the last build wrote down, the files as they are, and the notes that syncs left in the
/// containers. Builds nothing, and reads only files that look different from then.
public final class CodeReading {
  private final Path stateFolder;
  private final Kube kube;

  public CodeReading(Path stateFolder, Kube kube) {
    this.stateFolder = stateFolder;
    this.kube = kube;
  }

  public sealed interface Answer {
    record Known(Code code) implements Answer {}

    /// @param why half a sentence
    record Unknown(String why) implements Answer {}

    /// It has no code of its own, or nothing of it runs.
    record None() implements Answer {}
  }

  public Answer of(Service service, Observation seen) throws InterruptedException {
    boolean built = service.build().isPresent();
    if (!built && service.sync().isEmpty() || Container.running(seen, Optional.empty()).isEmpty()) {
      return new Answer.None();
    }
    BuiltFiles from = BuiltFiles.read(BuiltFiles.file(stateFolder, service.name()));
    if (built && from.image().isEmpty()) {
      return new Answer.Unknown("it is not written down what its image was built from");
    }
    List<Container> running = Container.running(seen, built ? from.image() : Optional.empty());
    if (running.isEmpty()) {
      return older("another image runs than was built last");
    }
    SourceTree tree = new SourceTree(service.build(), service.sync(), from.files());
    SourceState now = tree.scan();
    SyncTargets targets = new SyncTargets(tree.rules(), tree.buildFiles());
    Decision decision =
        built ? Decision.of(from.files(), now, targets) : Decision.withoutImage(now, targets);
    return switch (decision) {
      case Decision.Rebuild(String why) -> older(why);
      case Decision.SourceGone(String gone) -> older(gone + " is gone");
      case Decision.Sync _ when targets.isEmpty() -> new Answer.Known(new Code.Live());
      case Decision.Sync _ ->
          synced(running, targets, built ? from.files() : SourceState.nothing(), now, built);
    };
  }

  private Answer synced(
      List<Container> running,
      SyncTargets targets,
      SourceState from,
      SourceState now,
      boolean built)
      throws InterruptedException {
    ContainerSync courier = new ContainerSync(kube);
    SortedMap<String, SourceFile> image = targets.of(from).files();
    SortedMap<String, SourceFile> wanted = targets.of(now).files();
    for (Container container : running) {
      try {
        String folder = targets.folders(now).iterator().next();
        ContainerNote note = courier.note(container, folder, image);
        int missing = Changes.files(note.files(), wanted);
        if (missing > 0) {
          return older(missing + (missing == 1 ? " file is" : " files are") + " not synced");
        }
        if (!note.owed().isEmpty()) {
          return older("what follows the last sync has not been done");
        }
      } catch (IOException e) {
        if (!ContainerSync.hasNoShell(e)) {
          return new Answer.Unknown(container.title() + " does not tell: " + e.getMessage());
        }
        if (Changes.files(image, wanted) > 0) {
          return older("the image has no sh, so that files cannot be synced");
        }
      }
    }
    int since = built ? Changes.files(image, wanted) : 0;
    return new Answer.Known(since == 0 ? new Code.Live() : new Code.Synced(since));
  }

  private static Answer older(String why) {
    return new Answer.Known(new Code.Older(why));
  }
}
