package nebula.page;

import java.nio.file.Path;
import java.time.Instant;
import nebula.event.Event;
import nebula.event.EventBus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A snapshot that comes after events that are newer than it: the page shows the events.
@ExtendWith(Chromium.class)
final class LateSnapshotTest {
  /// A second store beside that of the page; the test is the worker that it hears.
  private static final String STORE =
      """
      window.worker = {postMessage() {}};
      window.SharedWorker = class { port = window.worker };
      const status = state => ({event: 'status', service: 'postgres', state, phase: 'probe', restarts: 0});
      window.hears = data => window.worker.onmessage({data});
      window.event = (number, state) => window.hears({event: status(state), id: 'run-' + number});
      window.snapshot = (number, state) => window.hears({snapshot: {run: {id: 'run'}, counts: {},
        lastEventId: 'run-' + number, services: [{name: 'postgres', state}]}});
      import('/page/app/store.js?second').then(store => {
        store.connect();
        window.second = store;
      });
      """;

  private static final String STATE = "window.second.get().snapshot.services[0].state";

  @TempDir Path folder;

  @Test
  void whatCameBeforeItsSnapshotIsNotLost(Browser browser) throws Exception {
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle())) {
      page.publish(Stack.fine(Instant.now()).toArray(Event[]::new));
      browser.at(page.at("/"));
      browser.await(".services", text -> text.contains("postgres"));
      browser.run(STORE);
      browser.awaitTrue("window.second !== undefined");

      browser.run("event(4, 'starting'); event(6, 'failing'); snapshot(5, 'healthy')");
      browser.awaitTrue(STATE + " === 'failing'");
      browser.run("event(7, 'healthy'); snapshot(6, 'failing')");
      browser.awaitTrue(STATE + " === 'healthy'");
      browser.run("snapshot(9, 'stopped'); event(8, 'failing')");
      browser.awaitTrue(STATE + " === 'stopped'");
      browser.run("snapshot(7, 'healthy')");
      browser.awaitTrue(STATE + " === 'stopped'");
    }
  }

  @Test
  void thatAnotherRunHasBegunIsSaidOnce(Browser browser) throws Exception {
    try (ShownRun page = new ShownRun(folder, new EventBus(), Stack.idle())) {
      page.publish(Stack.fine(Instant.now()).toArray(Event[]::new));
      browser.at(page.at("/logs?q=run"));
      browser.awaitTrue("document.querySelector('nav') !== null");
      browser.run(STORE);
      browser.awaitTrue("window.second !== undefined");
      browser.run("snapshot(1, 'healthy'); window.second.get().snapshot.run.id = 'before'");
      browser.run("snapshot(2, 'healthy')");
      browser.await(".toast", "Another run has begun: this is it"::equals);
      browser.await("#told", "Another run has begun: this is it"::equals);
      browser.at(page.at("/logs?q=run"));
      browser.await(".tools", text -> !text.isEmpty());
      browser.awaitTrue("document.querySelector('.toast') === null");
    }
  }
}
