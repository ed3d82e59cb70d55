package nebula.dashboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/// Terminals in containers: `POST /api/services/NAME/terminals`, and what is below
/// `/api/terminals/`. The JDK's server has no WebSocket; so what is shown comes as server-sent
/// events, and what is typed goes as requests.
final class TerminalRequest {
  private static final String SERVICES = "/api/services/";
  private static final String OPEN = "/terminals";
  private static final String ONE = "/api/terminals/";

  /// A reader that has gone is only seen by writing to it.
  private static final long QUIET_MILLIS = 2_000;

  private static final int MOST_COLUMNS = 1_000;
  private static final int MOST_ROWS = 500;

  private final LiveRun live;
  private final ServiceDetails.Source details;
  private final Terminals terminals;

  TerminalRequest(LiveRun live, ServiceDetails.Source details, Terminals terminals) {
    this.live = live;
    this.details = details;
    this.terminals = terminals;
  }

  static boolean isMeant(String path) {
    return path.startsWith(ONE)
        || (path.startsWith(SERVICES) && path.indexOf(OPEN, SERVICES.length()) >= 0);
  }

  /// @param body what was sent
  void answer(Call call, byte[] body) throws Refused, IOException, InterruptedException {
    String path = call.path();
    if (!path.startsWith(ONE)) {
      open(call, path.substring(SERVICES.length(), path.length() - OPEN.length()));
      return;
    }
    String asked = path.substring(ONE.length());
    int slash = asked.indexOf('/');
    String what = slash < 0 ? "" : asked.substring(slash + 1);
    OpenTerminal terminal = terminals.at(slash < 0 ? asked : asked.substring(0, slash));
    switch (what) {
      case "" -> {
        terminals.end(terminal);
        call.send(204, new byte[0]);
      }
      case "output" -> output(call, terminal);
      case "input" -> {
        terminal.type(body);
        call.send(204, new byte[0]);
      }
      case "size" -> {
        terminal.resize(columns(call, 0), rows(call, 0));
        call.send(204, new byte[0]);
      }
      default -> throw Refused.notThere("there is no " + path + ": see docs/api.md");
    }
  }

  private void open(Call call, String service) throws Refused, IOException, InterruptedException {
    ActionRequest.line(live.view(), service);
    int columns = columns(call, 80);
    int rows = rows(call, 24);
    ChosenContainer in =
        ChosenContainer.of(
            service, details.of(service), call.parameter("pod"), call.parameter("container"));
    OpenTerminal terminal = terminals.open(in, columns, rows);
    call.json(
        201,
        RunJson.object(json -> {
          json.writeStringProperty("id", terminal.id());
          json.writeStringProperty("pod", in.pod());
          json.writeStringProperty("container", in.container());
        }));
  }

  private static int columns(Call call, int otherwise) throws Refused {
    return call.number("columns", 2, MOST_COLUMNS, otherwise);
  }

  private static int rows(Call call, int otherwise) throws Refused {
    return call.number("rows", 1, MOST_ROWS, otherwise);
  }

  /// Returns when the shell has ended, or the reader has gone: then the shell ends too.
  private void output(Call call, OpenTerminal terminal)
      throws Refused, IOException, InterruptedException {
    if (!terminal.takeReader()) {
      throw new Refused(409, "somebody else reads this terminal", Optional.of("open another"));
    }
    try (OutputStream out = call.stream("text/event-stream")) {
      write(out, ":\n\n");
      boolean open = true;
      while (open) {
        Optional<byte[]> piece = terminal.take(QUIET_MILLIS);
        open = piece.map(bytes -> bytes.length > 0).orElse(true);
        write(out, piece.map(bytes -> message(terminal, bytes)).orElse(":\n\n"));
      }
    } finally {
      terminals.end(terminal);
    }
  }

  private static String message(OpenTerminal terminal, byte[] piece) {
    if (piece.length > 0) {
      return "data: " + Base64.getEncoder().encodeToString(piece) + "\n\n";
    }
    String why = RunJson.object(json -> json.writeStringProperty("why", terminal.end()));
    return "event: end\ndata: " + why + "\n\n";
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
