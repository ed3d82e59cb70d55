package nebula.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import nebula.event.Event;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Observation;
import nebula.model.Service;
import nebula.sync.BuiltFiles;
import nebula.sync.LiveUpdate;
import nebula.sync.SourceState;

/// The code of one service: which files its image was built from, and that its containers are kept
/// at the files of this machine.
final class ServiceCode implements AutoCloseable {
  private final LiveUpdate live;
  private final Path memory;
  private volatile Observation seen = Observation.nothing();

  /// @param rebuild asked, with the reason, when syncing files cannot bring what has changed
  ServiceCode(ServiceState state, Path stateFolder, RunParts run, Consumer<String> rebuild) {
    Service service = state.service();
    this.memory = BuiltFiles.file(stateFolder, service.name());
    this.live =
        new LiveUpdate(
            service,
            BuiltFiles.read(memory).files(),
            run.kube(),
            new Told(service.name(), state, run, rebuild));
  }

  /// The files as they are now; of before a build, for {@link #built}.
  SourceState files() throws InterruptedException {
    return live.files();
  }

  void built(String image, SourceState files) {
    live.built(image, files);
    // What was seen before was seen of no image; nothing may change for hours now.
    live.observed(seen);
    try {
      new BuiltFiles(Optional.of(image), files).write(memory);
    } catch (IOException unwritable) {
      // It saves the next run from reading unchanged files again, and is asked without a run.
    }
  }

  /// No image could be built from these files.
  void failed(SourceState files) {
    live.failed(files);
  }

  /// Before the service is judged by what is seen.
  void observed(Observation observation) {
    seen = observation;
    live.observed(observation);
  }

  @Override
  public void close() {
    live.close();
  }

  private record Told(String name, ServiceState state, RunParts run, Consumer<String> rebuilds)
      implements LiveUpdate.Listener {
    @Override
    public void code(Code code) {
      if (!(code instanceof Code.Older)) {
        forgetFailedBuild();
      }
      run.bus().publish(new Event.CodeChanged(run.clock().instant(), name, code));
    }

    /// The files are again as what runs was built from: the build that failed is not missed.
    private void forgetFailedBuild() {
      state.change(situation ->
          situation.blocker().filter(cause -> cause.kind() == Cause.Kind.IMAGE).isPresent()
              ? situation.withBlocker(Optional.empty())
              : situation);
    }

    @Override
    public void busy(Optional<String> step) {
      state.change(situation -> situation.withCodeStep(step));
    }

    @Override
    public void rebuild(String why) {
      boolean stopped = state.situation().stopped();
      // Before it is told: who starts the service on hearing of it has it built once.
      rebuilds.accept(why);
      notice("its image is built " + (stopped ? "when it starts: " : "again: ") + why);
    }

    @Override
    public void restarted(Instant at) {
      state.change(situation -> situation.withRestartAsked(at));
    }

    @Override
    public void said(String pod, String container, String line) {
      run.bus().publish(new Event.LogLine(run.clock().instant(), name, pod, container, line));
    }

    @Override
    public void trouble(Optional<Cause> cause) {
      state.change(situation -> situation.withCodeTrouble(cause));
    }

    @Override
    public void notice(String text) {
      run.bus().publish(new Event.Notice(run.clock().instant(), name + ": " + text));
    }
  }
}
