package nebula.dashboard;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import nebula.dashboard.PageFiles.PageFile;
import nebula.event.Snapshot;

/// Finds out what is asked for. Each request has a virtual thread of its own.
final class Routes implements HttpHandler {
  private static final int MOST_BODY = 64 * 1024;
  private static final String NO_PAGE =
      "<!doctype html><title>Nebula</title><p>The page is not in this build; the API is: <a"
          + " href=\"/api/snapshot\">/api/snapshot</a>";

  private final Guard guard;
  private final LiveRun live;
  private final StartHistory history;
  private final RunAccess access;
  private final PageFiles files;
  private final String token;
  private final EventRequest events;
  private final ActionRequest actions;
  private final LogsRequest logs;
  private final TerminalRequest terminals;
  private final SavedPage saved;
  private final Clock clock;

  Routes(
      Guard guard,
      LiveRun live,
      StartHistory history,
      RunAccess access,
      PageFiles files,
      Terminals terminals,
      Clock clock) {
    this.guard = guard;
    this.token = guard.token();
    this.live = live;
    this.history = history;
    this.access = access;
    this.files = files;
    this.clock = clock;
    this.events = new EventRequest(live, this::snapshot);
    this.actions = new ActionRequest(live, access);
    this.logs = new LogsRequest(access.logs(), live, clock);
    this.terminals = new TerminalRequest(live, access.details(), terminals);
    this.saved = new SavedPage(files, access);
  }

  @Override
  public void handle(HttpExchange exchange) {
    Call call = new Call(exchange);
    try {
      answer(call, exchange.getRequestBody());
    } catch (Refused refused) {
      refuse(call, refused);
    } catch (IOException | UncheckedIOException readerHasGone) {
      // Nobody is there to tell.
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | StackOverflowError mistake) {
      refuse(call, new Refused(500, "Nebula failed: " + mistake, Optional.empty()));
    } finally {
      call.close();
    }
  }

  private static void refuse(Call call, Refused refused) {
    try {
      call.json(refused.status(), refused.json());
    } catch (IOException | RuntimeException begun) {
      // The answer was under way: closing it is all that is left.
    }
  }

  private void answer(Call call, InputStream body)
      throws Refused, IOException, InterruptedException {
    Optional<String> refusal = guard.refusal(call.asked());
    if (refusal.isPresent()) {
      throw new Refused(403, refusal.get(), Optional.empty());
    }
    byte[] sent = body.readNBytes(MOST_BODY + 1);
    if (sent.length > MOST_BODY) {
      throw new Refused(413, "the request is larger than 64 KiB", Optional.empty());
    }
    check(call);
    if (TerminalRequest.isMeant(call.path())) {
      terminals.answer(call, sent);
      return;
    }
    if (call.method().equals("POST")) {
      actions.post(call);
      return;
    }
    get(call);
  }

  private static void check(Call call) throws Refused {
    String path = call.path();
    Optional<Endpoint> endpoint = Endpoint.at(path);
    if (endpoint.isPresent()) {
      endpoint.get().check(call);
    } else if (path.startsWith("/api/")) {
      throw Refused.notThere("there is no " + path + ": see docs/api.md");
    } else {
      Endpoint.allowReading(call);
    }
  }

  private void get(Call call) throws Refused, IOException, InterruptedException {
    String path = call.path();
    switch (path) {
      case "/api/snapshot" -> call.json(200, snapshot(live.view()));
      case "/api/snapshot.html" -> save(call);
      case "/api/events" -> events.stream(call);
      case "/api/logs" -> logs.lines(call);
      case "/api/logs/summary" -> logs.summary(call);
      default -> {
        if (path.startsWith("/api/services/")) {
          details(call, path.substring("/api/services/".length()));
        } else {
          file(call, path);
        }
      }
    }
  }

  private void save(Call call) throws IOException, InterruptedException {
    RunView view = live.view();
    String page = saved.of(view, snapshot(view));
    String time = clock.instant().toString().substring(0, 19).replace(":", "");
    call.set("Content-Disposition", "attachment; filename=\"nebula-" + time + ".html\"");
    call.whole(200, "text/html", page.getBytes(StandardCharsets.UTF_8));
  }

  private String snapshot(RunView view) {
    return RunJson.snapshot(view, history.starts(), clock.instant());
  }

  private void details(Call call, String name) throws Refused, IOException, InterruptedException {
    RunView view = live.view();
    Snapshot.Line line = ActionRequest.line(view, name);
    ServiceDetails details = access.details().of(name);
    call.json(200, DetailsJson.of(view, line, details, access.masks().get()));
  }

  private void file(Call call, String path) throws Refused, IOException {
    boolean isPage =
        List.of("/", "/graph", "/start", "/logs").contains(path) || path.startsWith("/services/");
    if (isPage) {
      String page = files.own("index.html").map(PageFile::text).orElse(NO_PAGE);
      call.whole(
          200, "text/html", page.replace("{{token}}", token).getBytes(StandardCharsets.UTF_8));
      return;
    }
    PageFile file = files.at(path).orElseThrow(() -> Refused.notThere("there is no page " + path));
    call.set("Cache-Control", "no-cache");
    call.set("ETag", file.tag());
    if (call.header("If-None-Match").map(file.tag()::equals).orElse(false)) {
      call.send(304, new byte[0]);
      return;
    }
    call.file(file);
  }
}
