package e2e;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import nebula.cluster.Docker;
import nebula.cluster.Patience;
import nebula.model.RegistrySettings;
import nebula.process.ZtPrograms;

/// A real registry of one test, on a port of its own, with its data on no volume that outlives it.
final class OwnRegistry {
  private static final String NAME = "build-test-registry";

  private final Docker docker = new Docker(new ZtPrograms());
  private final int port = freePort();

  OwnRegistry() throws InterruptedException {
    docker.ask("rm", "--force", "--volumes", NAME);
    docker.must(
        "run a registry",
        "run",
        "--detach",
        "--name=" + NAME,
        "--publish=127.0.0.1:" + port + ":5000",
        "--env=REGISTRY_STORAGE_DELETE_ENABLED=true",
        "registry:2");
    awaitAnswer();
  }

  RegistrySettings settings() {
    return new RegistrySettings(NAME, "registry:2", port, List.of("docker.io"));
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  void kill() throws InterruptedException {
    docker.must("kill the registry", "kill", NAME);
  }

  void start() throws InterruptedException {
    docker.must("start the registry", "start", NAME);
  }

  void delete() throws InterruptedException {
    docker.ask("rm", "--force", "--volumes", NAME);
  }

  private void awaitAnswer() throws InterruptedException {
    Patience patience = Patience.of(Docker.SHORT);
    while (!answers()) {
      if (!patience.again()) {
        throw new IllegalStateException("the registry does not answer");
      }
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create("http://" + address() + "/v2/").toURL().openConnection(Proxy.NO_PROXY);
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
