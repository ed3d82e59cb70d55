package nebula.dashboard;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.DashboardSettings;

/// The page and the API of a run, on 127.0.0.1. Nothing of it is waited for: the server is there a
/// moment after the start, and a port that is taken is a notice, not a failure.
public final class Dashboard implements AutoCloseable {
  private static final int WAITING_CONNECTIONS = 1_024;
  private static final long CLOSING_MILLIS = 1_000;
  private static final Duration UNREAD_TERMINAL = Duration.ofSeconds(10);

  private final DashboardSettings settings;
  private final Path stateFolder;
  private final EventBus bus;
  private final RunAccess access;
  private final Clock clock = Clock.systemUTC();
  private final String run = random(6);
  private final String token = random(24);
  private final LiveRun live;
  private final EventIntake intake;
  private final StartHistory history;
  private final Terminals terminals;
  private final UsageMeter meter;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Optional<HttpServer> server = Optional.empty();
  private Optional<RunAddress> address = Optional.empty();

  /// Takes events from now on, so it has to be made before the run begins.
  ///
  /// @param project the folder of `nebula.yaml`
  /// @param stateFolder of the cluster
  public Dashboard(
      DashboardSettings settings, Path project, Path stateFolder, EventBus bus, RunAccess access) {
    this.settings = settings;
    this.stateFolder = stateFolder;
    this.bus = bus;
    this.access = access;
    this.live = new LiveRun(run, project.toString(), access.controls(), access.masks());
    this.history = new StartHistory(stateFolder);
    this.terminals = new Terminals(access.shells(), UNREAD_TERMINAL);
    this.meter = new UsageMeter(access.usage(), live, clock);
    this.intake = new EventIntake(bus, live, history);
  }

  /// Listens. When the port is taken it takes another, by which the run is found all the same, and
  /// says so in a notice, and by whom the port is taken.
  ///
  /// @return where the page is; empty when it is nowhere
  public synchronized Optional<String> start() throws InterruptedException {
    try {
      HttpServer opened = listen();
      int port = opened.getAddress().getPort();
      Guard guard = new Guard(settings.allowHosts(), token);
      PageFiles files = new PageFiles(Dashboard.class.getClassLoader());
      opened.setExecutor(threads);
      opened.createContext("/", new Routes(guard, live, history, access, files, terminals, clock));
      opened.start();
      server = Optional.of(opened);
      address = Optional.of(RunAddress.write(stateFolder, port, token));
      meter.start();
      if (settings.port() != 0 && settings.port() != port) {
        noticeTaken(address.get());
      }
      return address.map(RunAddress::url);
    } catch (IOException failed) {
      notice("the page is not served: " + failed.getMessage());
    }
    return Optional.empty();
  }

  private HttpServer listen() throws IOException {
    InetAddress here = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(here, settings.port()), WAITING_CONNECTIONS);
    } catch (BindException taken) {
      return HttpServer.create(new InetSocketAddress(here, 0), WAITING_CONNECTIONS);
    }
  }

  private void noticeTaken(RunAddress page) throws InterruptedException {
    String holder = access.portHolder().of(settings.port()).orElse("another program");
    notice(
        "port %d is used by %s, so the page is at %s; end it, or set dashboard.port in nebula.yaml"
            .formatted(settings.port(), holder, page.url()));
  }

  private void notice(String text) {
    bus.publish(new Event.Notice(clock.instant(), text));
  }

  /// Readers get what has happened until now.
  @Override
  public synchronized void close() {
    intake.close();
    meter.close();
    terminals.close();
    try {
      live.close(CLOSING_MILLIS);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
    address.ifPresent(RunAddress::close);
    server.ifPresent(opened -> opened.stop(0));
    threads.shutdownNow();
  }

  private static String random(int bytes) {
    byte[] random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
