package nebula.event;

import java.util.List;

/// What a person may ask of a run while it lasts. Returns at once; what comes of it is seen in the
/// events. Board, page and commands send these and know nothing else of the engine.
public interface Controls {
  enum Action {
    /// Its processes start anew, from the same image and data.
    RESTART,
    /// Its image is built again, whatever changed; what runs stays until the new one is ready.
    REBUILD,
    /// Its pods or its process end; its data stays.
    STOP,
    /// Starts what was stopped.
    START
  }

  /// @throws nebula.model.Failure with exit code BAD_INPUT when there is no such service in this
  ///   run, or it knows no such action (a rebuild of what is not built here); says why
  void ask(Action action, String service);

  /// What may be asked of the service now.
  List<Action> possible(String service);
}
