package e2e;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/// What the end-to-end tests need of the machine; without it they are skipped with the reason.
final class Lab {
  private static final List<String> IMAGES =
      List.of(
          "postgres:16-alpine",
          "temporalio/auto-setup:1.25",
          "temporalio/ui:latest",
          "ghcr.io/get-convex/convex-backend:latest",
          "ghcr.io/get-convex/convex-dashboard:latest",
          "busybox:1.36",
          "registry:2");

  private Lab() {}

  /// @throws TestAbortedException with the reason when something is missing
  static void require() {
    need(List.of("docker", "info"), "Docker is not running");
    need(List.of("k3d", "version"), "k3d is not installed");
    for (String image : IMAGES) {
      need(
          List.of("docker", "image", "inspect", image), "the image " + image + " is not in Docker");
    }
  }

  private static void need(List<String> command, String otherwise) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new TestAbortedException(otherwise);
      }
    } catch (java.io.IOException missing) {
      throw new TestAbortedException(otherwise + " (" + command.getFirst() + " is not there)");
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
      throw new TestAbortedException("interrupted");
    }
  }
}
