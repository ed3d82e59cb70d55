package e2e;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import sandbox.Cli;
import sandbox.Sandbox;

/// Deletes the tests' cluster, registry and data when the last end-to-end test has ended.
final class CleanMachine implements BeforeAllCallback {
  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(CleanMachine.class))
        .computeIfAbsent(CleanMachine.class, _ -> new Deletion(), Deletion.class);
  }

  private static final class Deletion implements AutoCloseable {
    @Override
    public void close() {
      try (Sandbox project = Sandbox.empty(Sandbox.Place.TESTS, "default")) {
        Cli.Result result = project.run("reset.java", "--yes");
        if (result.exitCode() != 0) {
          throw new IllegalStateException("the tests' cluster is still there: " + result);
        }
      }
    }
  }
}
