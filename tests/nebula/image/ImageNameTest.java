package nebula.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {

  @ParameterizedTest
  @CsvSource({
    "postgres:16-alpine, docker.io, library/postgres, 16-alpine",
    "postgres, docker.io, library/postgres, latest",
    "temporalio/ui:latest, docker.io, temporalio/ui, latest",
    "docker.io/postgres:16, docker.io, library/postgres, 16",
    "docker.io/library/postgres:16, docker.io, library/postgres, 16",
    "index.docker.io/team/app, docker.io, team/app, latest",
    "ghcr.io/get-convex/convex-backend:latest, ghcr.io, get-convex/convex-backend, latest",
    "ghcr.io/a, ghcr.io, a, latest",
    "nebula-registry:5000/nebula-worker:dev-0123, nebula-registry:5000, nebula-worker, dev-0123",
    "localhost/x:1, localhost, x, 1",
    "localhost:5000/x, localhost:5000, x, latest",
    "registry.k8s.io/sig/a_b/c--d:v1.2.3_x, registry.k8s.io, sig/a_b/c--d, v1.2.3_x",
  })
  void isTakenApartAsDockerDoes(String text, String registry, String repository, String tag) {
    assertEquals(
        Optional.of(new ImageName(registry, repository, tag, Optional.empty())),
        ImageName.of(text));
  }

  @Test
  void mayBeBoundToADigest() {
    String digest = "sha256:" + "0123456789abcdef".repeat(4);
    assertEquals(
        Optional.of(new ImageName("ghcr.io", "a/b", "1", Optional.of(digest))),
        ImageName.of("ghcr.io/a/b:1@" + digest));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Postgres:16",
        "postgres:",
        "postgres:a b",
        "a//b",
        "/a",
        "a/",
        "postgres@sha256:12",
        "postgres:16:17",
        "postgres:.1",
        "ghcr.io/",
        "${IMAGE}"
      })
  void isNotWhatNoRegistryWouldTake(String text) {
    assertEquals(Optional.empty(), ImageName.of(text));
  }

  @Test
  void namesItselfAtAnotherRegistry() {
    assertEquals(
        "127.0.0.1:5000/library/postgres:16-alpine",
        ImageName.of("postgres:16-alpine").orElseThrow().at("127.0.0.1:5000"));
  }
}
