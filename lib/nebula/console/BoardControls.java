package nebula.console;

import java.util.List;
import java.util.Optional;
import nebula.event.Controls;
import nebula.event.Controls.Action;
import nebula.model.Failure;

/// What the keys of the board ask of the run.
final class BoardControls {
  private final Controls controls;
  private final Runnable leave;

  BoardControls(Controls controls, Runnable leave) {
    this.controls = controls;
    this.leave = leave;
  }

  /// For a board without keys.
  static BoardControls none() {
    Controls nothing =
        new Controls() {
          @Override
          public void ask(Action action, String service) {}

          @Override
          public List<Action> possible(String service) {
            return List.of();
          }
        };
    return new BoardControls(nothing, () -> {});
  }

  List<Action> possible(Optional<String> service) {
    return service.map(controls::possible).orElse(List.of());
  }

  /// @param service that the reader looks at
  /// @return why nothing comes of it; empty when the key is no question, or was passed on
  Optional<String> press(Key key, Optional<String> service) {
    return switch (key) {
      case LEAVE -> {
        leave.run();
        yield Optional.empty();
      }
      case RESTART -> ask(Action.RESTART, service);
      case REBUILD -> ask(Action.REBUILD, service);
      case STOP_OR_START -> ask(stopOrStart(service), service);
      default -> Optional.empty();
    };
  }

  private Action stopOrStart(Optional<String> service) {
    return possible(service).contains(Action.START) ? Action.START : Action.STOP;
  }

  private Optional<String> ask(Action action, Optional<String> service) {
    if (service.isEmpty()) {
      return Optional.of("choose a service first: Tab goes through them");
    }
    try {
      controls.ask(action, service.get());
      return Optional.empty();
    } catch (Failure refused) {
      return Optional.of(refused.problems().getFirst().line());
    }
  }
}
