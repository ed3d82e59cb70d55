package nebula.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.Position;
import nebula.process.FakePrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What both builders print when a build goes wrong, as it was recorded, and the words for it.
class BuildOutputTest {
  private static final String NOT_IN_CONTEXT =
      "it is not in the context /project, or .dockerignore leaves it out; correct the path";
  private static final String BY_HAND = "mend that step, or repeat it by hand: docker build .";
  private static final String NO_NETWORK =
      "connect this machine to the network (behind a proxy: give it to Docker), or load the image"
          + " by `docker load`";

  /// @param recorded the fixture, without `.txt`
  record Row(String recorded, String dockerfile, String what, String mend, List<String> details) {
    @Override
    public String toString() {
      return recorded;
    }
  }

  static List<Row> failures() {
    return List.of(
        new Row(
            "buildkit-failed",
            "Dockerfile",
            "step final 1/1 RUN echo two && echo building && echo oops >&2 && exit 7: it ended with"
                + " exit code 7 (Dockerfile:7:1)",
            BY_HAND,
            List.of("two", "building", "oops")),
        new Row(
            "classic-failed",
            "Dockerfile",
            "step 6/7 RUN echo two && echo building && echo oops >&2 && exit 7: it ended with exit"
                + " code 7 (Dockerfile:7:1)",
            BY_HAND,
            List.of("oops", "two", "building")),
        new Row(
            "buildkit-lines",
            "Dockerfile.lines",
            "step 2/2 RUN for i in $(seq 1 30); do echo line $i; done; exit 3: it ended with exit"
                + " code 3 (Dockerfile.lines:2:1)",
            BY_HAND,
            lastLines()),
        new Row(
            "classic-lines",
            "Dockerfile",
            "step 2/2 RUN for i in $(seq 1 30); do echo line $i; done; exit 3: it ended with exit"
                + " code 3 (Dockerfile:2:1)",
            BY_HAND,
            lastLines()),
        new Row(
            "buildkit-copy",
            "Dockerfile.copy",
            "step 2/2 COPY missing.txt /: \"/missing.txt\": not found (Dockerfile.copy:2:1)",
            NOT_IN_CONTEXT,
            List.of()),
        new Row(
            "classic-copy",
            "Dockerfile",
            "step 2/2 COPY missing.txt /: COPY failed: file not found in build context or excluded"
                + " by .dockerignore: stat missing.txt: file does not exist (Dockerfile:2:1)",
            NOT_IN_CONTEXT,
            List.of()),
        new Row(
            "buildkit-parse",
            "Dockerfile.bad",
            "dockerfile parse error on line 3: unknown instruction: RUNN (did you mean RUN?)"
                + " (Dockerfile.bad:3:1)",
            "correct that line",
            List.of()),
        new Row(
            "classic-parse",
            "Dockerfile",
            "dockerfile parse error on line 3: unknown instruction: RUNN (did you mean RUN?)"
                + " (Dockerfile:3:1)",
            "correct that line",
            List.of()),
        new Row(
            "buildkit-base",
            "Dockerfile.from",
            "cannot pull nosuch-image:1: the registry cannot be reached (failed to do request: Head"
                + " \"https://registry-1.docker.io/v2/library/nosuch-image/manifests/1\": dial tcp:"
                + " lookup registry-1.docker.io on 192.168.1.1:53: no such host)"
                + " (Dockerfile.from:2:1)",
            NO_NETWORK,
            List.of()),
        new Row(
            "classic-base",
            "Dockerfile",
            "step 1/1 FROM nosuch-image:1: cannot pull nosuch-image:1: the registry cannot be"
                + " reached (Get \"https://registry-1.docker.io/v2/\": dial tcp: lookup"
                + " registry-1.docker.io on 192.168.1.1:53: no such host) (Dockerfile:1:1)",
            NO_NETWORK,
            List.of()),
        new Row(
            "buildkit-target",
            "Dockerfile",
            "target stage \"nope\" could not be found",
            "correct 'target:' of the image at service.yaml:3:9, or the stage's name",
            List.of()),
        new Row(
            "classic-target",
            "Dockerfile",
            "target stage \"nope\" could not be found",
            "correct 'target:' of the image at service.yaml:3:9, or the stage's name",
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureIsToldWithItsStepPlaceAndLines(Row row) {
    BuildOutput output = output(row);
    FakePrograms.recorded(row.recorded() + ".txt").lines().forEach(output::line);
    Cause cause = new BuildTrouble(build(row), output.failed(), "docker build .").cause();
    assertEquals(Cause.Kind.IMAGE, cause.kind());
    assertEquals("image worker could not be built: " + row.what(), cause.what());
    assertEquals(row.mend(), cause.mend().orElseThrow());
    assertEquals(row.details(), cause.details());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void onlyTroubleOfTheNetworkMayPass(Row row) {
    BuildOutput output = output(row);
    FakePrograms.recorded(row.recorded() + ".txt").lines().forEach(output::line);
    assertEquals(
        row.recorded().endsWith("-base"),
        new BuildTrouble(build(row), output.failed(), "").unavailable().mayPass());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          node:22: failed to resolve source metadata for docker.io/library/node:22: failed to do request: net/http: TLS handshake timeout | true
          failed to copy: httpReadSeeker: failed open: unexpected status code https://ghcr.io/v2/a/blobs/1: 503 Service Unavailable | true
          Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: Temporary failure in name resolution | true
          node:2222: failed to resolve source metadata for docker.io/library/node:2222: docker.io/library/node:2222: not found | false
          process "/bin/sh -c curl http://a; echo dial tcp: i/o timeout" did not complete successfully: exit code: 6 | false
          The command '/bin/sh -c curl dial tcp i/o timeout' returned a non-zero code: 6 | false
          """)
  void whatAStepDidItselfIsItsOwnAffair(String why, boolean mayPass) {
    var failed = new BuildOutput.Failed("", OptionalInt.empty(), why, List.of());
    Build build =
        Build.of("worker", Path.of("/p"), Path.of("Dockerfile"), Position.startOf(Path.of("s")));
    assertEquals(mayPass, new BuildTrouble(build, failed, "").unavailable().mayPass());
  }

  @Test
  void theStepsOfBuildKitAreToldOneByOne() {
    assertEquals(
        List.of(
            "base 1/4 FROM docker.io/library/busybox:1.36",
            "sending the context",
            "base 3/4 WORKDIR /app",
            "base 2/4 RUN echo one",
            "base 4/4 COPY hello.txt ./",
            "final 1/1 RUN echo two &&     echo building && echo oops >&2 && exit 7"),
        steps(new BuildKitOutput("Dockerfile"), "buildkit-failed.txt"));
  }

  @Test
  void theStepsOfTheClassicBuilderAreToldOneByOne() {
    assertEquals(
        List.of(
            "sending the context",
            "1/7 FROM busybox:1.36 AS base",
            "2/7 RUN echo one",
            "3/7 WORKDIR /app",
            "4/7 COPY hello.txt ./",
            "5/7 FROM base AS final",
            "6/7 RUN echo two &&     echo building && echo oops >&2 && exit 7"),
        steps(new ClassicOutput(List.of()), "classic-failed.txt"));
  }

  private static List<String> steps(BuildOutput output, String recorded) {
    List<String> steps = new ArrayList<>();
    for (String line : FakePrograms.recorded(recorded).lines().toList()) {
      output.line(line);
      if (!output.step().isEmpty() && !steps.contains(output.step())) {
        steps.add(output.step());
      }
    }
    return steps;
  }

  private static BuildOutput output(Row row) {
    if (row.recorded().startsWith("buildkit")) {
      return new BuildKitOutput(row.dockerfile());
    }
    List<String> twoStages = FakePrograms.recorded("Dockerfile-two-stages").lines().toList();
    List<String> twoLines = List.of("FROM busybox:1.36", "second line");
    return new ClassicOutput(row.recorded().equals("classic-failed") ? twoStages : twoLines);
  }

  private static List<String> lastLines() {
    return IntStream.rangeClosed(11, 30).mapToObj(number -> "line " + number).toList();
  }

  private static Build build(Row row) {
    Position declared = new Position(Path.of("service.yaml"), 3, 9);
    return Build.of("worker", Path.of("/project"), Path.of(row.dockerfile()), declared);
  }
}
