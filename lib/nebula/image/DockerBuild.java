package nebula.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import nebula.cluster.Docker;
import nebula.model.Build;
import nebula.model.BuildSecret;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.process.Command;
import nebula.process.Programs.Outcome;

/// One `docker build`, with BuildKit where its client is there.
final class DockerBuild {
  /// A step of this length hangs, as far as anybody can tell.
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private static final List<Duration> GAPS = List.of(Duration.ofMillis(300), Duration.ofSeconds(2));

  /// Says when and by whom it was built, which would give an unchanged image another id each time.
  private static final Map<String, String> NO_ATTESTATION =
      Map.of("BUILDX_NO_DEFAULT_ATTESTATIONS", "1");

  private final Docker docker;
  private final Map<String, String> environment;

  /// Empty until it was asked.
  private Optional<Boolean> buildKitIsThere = Optional.empty();

  DockerBuild(Docker docker, Map<String, String> environment) {
    this.docker = docker;
    this.environment = environment;
  }

  /// Again when the network fails: most such trouble is over a moment later.
  ///
  /// @param step told of each step that begins
  /// @return the image's id
  String run(Build build, Consumer<String> step) throws InterruptedException, ImageUnavailable {
    for (Duration gap : GAPS) {
      try {
        return once(build, step);
      } catch (ImageUnavailable failed) {
        if (!failed.mayPass()) {
          throw failed;
        }
        step.accept("again after: " + failed.cause().what());
        Thread.sleep(gap);
      }
    }
    return once(build, step);
  }

  private String once(Build build, Consumer<String> step)
      throws InterruptedException, ImageUnavailable {
    boolean buildKit = hasBuildKit();
    checkSecrets(build, buildKit);
    BuildOutput output = output(build, buildKit);
    Path idFile = null;
    try {
      idFile = Files.createTempFile("nebula-build", ".id");
      List<String> words = words(build, buildKit);
      String byHand = "docker " + String.join(" ", words);
      words.addAll(1 + words.indexOf("build"), List.of("--iidfile", idFile.toString()));
      words.addFirst("docker");
      Outcome outcome = run(words, output, step, build, byHand);
      if (!outcome.succeeded()) {
        throw new BuildTrouble(build, output.failed(), byHand).unavailable();
      }
      return Files.readString(idFile).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(idFile);
    }
  }

  private synchronized boolean hasBuildKit() throws InterruptedException {
    if (buildKitIsThere.isEmpty()) {
      buildKitIsThere = Optional.of(docker.ask("buildx", "version").succeeded());
    }
    return buildKitIsThere.get();
  }

  private Outcome run(
      List<String> words, BuildOutput output, Consumer<String> step, Build build, String byHand)
      throws InterruptedException, ImageUnavailable {
    Command command = Command.of(LIMIT, words).withEnvironment(NO_ATTESTATION);
    try {
      return docker.ask(
          command,
          line -> {
            output.line(line);
            step.accept(output.step());
          });
    } catch (Failure failure) {
      if (failure.exitCode() != ExitCode.TIMED_OUT) {
        throw failure;
      }
      BuildOutput.Failed failed = output.failed();
      String why = "it did not end within " + LIMIT.toMinutes() + " minutes";
      throw new BuildTrouble(
              build,
              new BuildOutput.Failed(output.step(), OptionalInt.empty(), why, failed.lastLines()),
              byHand)
          .unavailable();
    }
  }

  private static BuildOutput output(Build build, boolean buildKit) {
    try {
      return buildKit
          ? new BuildKitOutput(build.dockerfile().getFileName().toString())
          : new ClassicOutput(Files.readAllLines(build.dockerfile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As a person would type it, but for the word `docker`.
  private static List<String> words(Build build, boolean buildKit) {
    List<String> words = new ArrayList<>();
    // The classic builder leaves the container of a failed step unless forced to remove it.
    // A builder of the user's own choice may keep what it builds to itself unless told to load it.
    words.addAll(
        buildKit
            ? List.of("buildx", "build", "--load", "--progress=plain")
            : List.of("build", "--force-rm"));
    words.addAll(List.of("--file", build.dockerfile().toString()));
    build.target().ifPresent(target -> words.addAll(List.of("--target", target)));
    build.platform().ifPresent(platform -> words.addAll(List.of("--platform", platform)));
    build
        .arguments()
        .forEach((name, value) ->
            // Docker takes a name alone from its environment.
            words.addAll(List.of("--build-arg", name + value.map(text -> "=" + text).orElse(""))));
    for (BuildSecret secret : build.secrets()) {
      String source =
          switch (secret) {
            case BuildSecret.InFile(String _, Path file) -> "src=" + file;
            case BuildSecret.InEnvironment(String _, String variable) -> "env=" + variable;
          };
      words.addAll(List.of("--secret", "id=" + secret.id() + "," + source));
    }
    words.add(build.context().toString());
    return words;
  }

  private void checkSecrets(Build build, boolean buildKit) throws ImageUnavailable {
    if (!build.secrets().isEmpty() && !buildKit) {
      throw unavailable(
          "image " + build.name() + " takes secrets, for which Docker needs BuildKit",
          "install BuildKit's client: https://docs.docker.com/go/buildx/");
    }
    for (BuildSecret secret : build.secrets()) {
      if (secret instanceof BuildSecret.InEnvironment(String id, String variable)
          && !environment.containsKey(variable)) {
        throw unavailable(
            "image %s takes the secret %s from the variable %s, which is not set"
                .formatted(build.name(), id, variable),
            "export " + variable + "=…");
      }
    }
  }

  private static ImageUnavailable unavailable(String what, String mend) {
    return new ImageUnavailable(Cause.of(Cause.Kind.IMAGE, what, mend));
  }

  private static void delete(Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
