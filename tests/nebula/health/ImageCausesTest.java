package nebula.health;

import static nebula.health.Scene.unpulled;
import static nebula.health.Scene.waiting;

import java.util.stream.Stream;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each way is called for an image that cannot be had.
final class ImageCausesTest {

  @ParameterizedTest
  @MethodSource
  void images(FailureRow row) {
    row.check();
  }

  static Stream<FailureRow> images() {
    String tried =
        "failed to pull and unpack image \"%1$s\": failed to resolve reference \"%1$s\": ";
    String request = "failed to do request: Head \"https://%2$s/v2/a/manifests/1\": ";
    return Stream.of(
        image(
            "image not in its registry",
            tried + "%1$s: not found",
            "docker.io/library/postgres:61",
            "image docker.io/library/postgres:61 not found: the registry docker.io does not have"
                + " it (ErrImagePull)",
            "correct `image: docker.io/library/postgres:61` in services/shop/k8s.yaml"),
        image(
            "image not in the mirror, seen only as a refusal of HTTPS",
            tried + request + "http: server gave HTTP response to HTTPS client",
            "nebula-registry:5000/a:1",
            "image nebula-registry:5000/a:1 not found: the registry nebula-registry:5000 does not"
                + " have it, or is no mirror of the node (ErrImagePull)",
            "correct `image: nebula-registry:5000/a:1` in services/shop/k8s.yaml, or see whether"
                + " `docker pull nebula-registry:5000/a:1` works, then `./jbang up.java`"),
        image(
            "private image",
            tried
                + "pull access denied, repository does not exist or may require authorization:"
                + " server message: insufficient_scope: authorization failed",
            "docker.io/acme/secret:1",
            "the registry docker.io does not give out the image docker.io/acme/secret:1: it does"
                + " not exist there, or needs a login (ErrImagePull)",
            "`docker login`, then `./jbang up.java`; or correct `image: docker.io/acme/secret:1` in"
                + " services/shop/k8s.yaml"),
        image(
            "too many pulls",
            tried
                + "429 Too Many Requests - toomanyrequests: You have reached your pull rate limit",
            "ghcr.io/acme/a:1",
            "the registry ghcr.io gives no more images for now (too many requests)"
                + " (ErrImagePull)",
            "`docker login ghcr.io`, then `./jbang up.java`; or correct `image: ghcr.io/acme/a:1`"
                + " in services/shop/k8s.yaml"),
        image(
            "registry's name unknown",
            tried + request + "dial tcp: lookup registry.invalid on 172.20.0.1:53: no such host",
            "registry.invalid:5000/a:1",
            "the node cannot reach the registry of the image registry.invalid:5000/a:1: no such"
                + " host registry.invalid (ErrImagePull)",
            "correct `image: registry.invalid:5000/a:1` in services/shop/k8s.yaml, or see whether"
                + " `docker pull registry.invalid:5000/a:1` works, then `./jbang up.java`"),
        image(
            "registry not running",
            tried + request + "dial tcp 172.20.0.3:5001: connect: connection refused",
            "nebula-registry:5001/a:1",
            "the node cannot reach the registry of the image nebula-registry:5001/a:1:"
                + " 172.20.0.3:5001: connect: connection refused (ErrImagePull)",
            "correct `image: nebula-registry:5001/a:1` in services/shop/k8s.yaml, or see whether"
                + " `docker pull nebula-registry:5001/a:1` works, then `./jbang up.java`"),
        row(
            "back-off after a failed pull reads as the pull did",
            unpulled(
                "busybox:no",
                "ImagePullBackOff",
                "Back-off pulling image \"busybox:no\": ErrImagePull: failed to pull and unpack"
                    + " image \"docker.io/library/busybox:no\": failed to resolve reference"
                    + " \"docker.io/library/busybox:no\": docker.io/library/busybox:no: not found"),
            12,
            Phase.PULL,
            Kind.IMAGE,
            "image busybox:no not found: the registry docker.io does not have it (ErrImagePull)",
            "correct `image: busybox:no` in services/shop/k8s.yaml"),
        row(
            "name that is none",
            unpulled(
                "Health/Bad:Name:x",
                "InvalidImageName",
                "Failed to apply default image tag \"Health/Bad:Name:x\": couldn't parse image name"
                    + " \"Health/Bad:Name:x\": invalid reference format: repository name (Bad) must"
                    + " be lowercase"),
            1,
            Phase.PULL,
            Kind.IMAGE,
            "'Health/Bad:Name:x' is no valid image name: repository name (Bad) must be lowercase"
                + " (InvalidImageName)",
            "correct `image: Health/Bad:Name:x` in services/shop/k8s.yaml"),
        row(
            "image that may not be pulled",
            waiting(
                "ErrImageNeverPull",
                "Container image \"nebula-registry:5000/shop:1\" is not present with pull policy of"
                    + " Never"),
            1,
            Phase.PULL,
            Kind.IMAGE,
            "the node does not have the image nebula-registry:5000/shop:1 and may not pull it"
                + " (ErrImageNeverPull)",
            "take `imagePullPolicy: Never` away in services/shop/k8s.yaml"));
  }

  private static FailureRow image(
      String trouble, String message, String image, String what, String mend) {
    String registry = image.substring(0, image.indexOf('/'));
    Observation seen = unpulled(image, "ErrImagePull", message.formatted(image, registry));
    return row(trouble, seen, 1, Phase.PULL, Kind.IMAGE, what, mend);
  }

  private static FailureRow row(
      String trouble,
      Observation observation,
      double seconds,
      Phase phase,
      Kind kind,
      String what,
      String mend) {
    return new FailureRow(trouble, observation, seconds, phase, kind, what, mend);
  }
}
