package nebula.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import nebula.process.ProcessTree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The API server's plain stream of changes, by kubectl: nothing of Nebula's own is in what is
/// measured by it.
final class RawWatch implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Process kubectl;
  private final Consumer<JsonNode> changed;

  private RawWatch(Process kubectl, Consumer<JsonNode> changed) {
    this.kubectl = kubectl;
    this.changed = changed;
    Thread.ofVirtual().start(this::read);
  }

  /// @param kinds as in the API's path, such as `pods`
  /// @param changed given each object as it is told of, on a thread of its own
  static RawWatch open(
      Path kubeconfig, String namespace, String kinds, Consumer<JsonNode> changed) {
    String path = "/api/v1/namespaces/" + namespace + "/" + kinds + "?watch=true";
    List<String> command =
        List.of("kubectl", "--kubeconfig", kubeconfig.toString(), "get", "--raw", path);
    try {
      return new RawWatch(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start(),
          changed);
    } catch (IOException missing) {
      throw new RunFailed("`kubectl`, which watches the " + kinds + ", cannot be run");
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(kubectl.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        changed.accept(JSON.readTree(line).path("object"));
      }
    } catch (IOException closed) {
      // Who still waits for a change is told that none came.
    }
  }

  @Override
  public void close() {
    ProcessTree.end(kubectl);
  }
}
