package e2e;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import nebula.process.Command;
import nebula.process.Programs;
import nebula.process.ZtPrograms;

/// A machine whose Docker has no BuildKit.
final class WithoutBuildKit implements Programs {
  private final Programs real = new ZtPrograms();

  @Override
  public Outcome run(Command command) throws InterruptedException {
    return run(command, _ -> {});
  }

  @Override
  public Outcome run(Command command, Consumer<String> eachLine) throws InterruptedException {
    return command.arguments().contains("buildx")
        ? new Outcome(1, "", "docker: 'buildx' is not a docker command.")
        : real.run(command.withEnvironment(Map.of("DOCKER_BUILDKIT", "0")), eachLine);
  }

  @Override
  public Outcome read(Command command, DataReader reader) throws InterruptedException, IOException {
    return real.read(command, reader);
  }
}
