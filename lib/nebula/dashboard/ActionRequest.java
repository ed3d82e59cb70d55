package nebula.dashboard;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import nebula.event.Controls;
import nebula.event.Snapshot;
import nebula.model.Failure;

/// What changes something: `POST /api/services/NAME/ACTION` and `POST /api/run/end`.
final class ActionRequest {
  private static final String SERVICES = "/api/services/";

  private final LiveRun live;
  private final RunAccess access;

  ActionRequest(LiveRun live, RunAccess access) {
    this.live = live;
    this.access = access;
  }

  void post(Call call) throws Refused, IOException {
    String path = call.path();
    if (path.equals("/api/run/end")) {
      call.json(202, "{\"asked\":\"end\"}");
      access.end().run();
      return;
    }
    int slash = path.lastIndexOf('/');
    Controls.Action action =
        Controls.Action.valueOf(path.substring(slash + 1).toUpperCase(Locale.ROOT));
    String service = path.substring(SERVICES.length(), slash);
    line(live.view(), service);
    ask(action, service);
    call.json(
        202,
        RunJson.object(json -> {
          json.writeStringProperty("asked", word(action));
          json.writeStringProperty("service", service);
        }));
  }

  private void ask(Controls.Action action, String service) throws Refused {
    try {
      access.controls().ask(action, service);
    } catch (Failure failure) {
      var problem = failure.problems().getFirst();
      throw new Refused(400, problem.what(), problem.mend());
    }
  }

  /// @throws Refused when the run has no such service
  static Snapshot.Line line(RunView view, String service) throws Refused {
    Optional<Snapshot.Line> line = view.snapshot().line(service);
    if (line.isEmpty()) {
      var names = view.snapshot().lines().stream().map(each -> each.service().name()).toList();
      throw new Refused(
          404,
          "there is no service '" + service + "'",
          Optional.of("there are " + String.join(", ", names)));
    }
    return line.get();
  }

  private static String word(Controls.Action action) {
    return action.name().toLowerCase(Locale.ROOT);
  }
}
