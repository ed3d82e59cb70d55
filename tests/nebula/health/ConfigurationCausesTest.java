package nebula.health;

import static nebula.health.Scene.podEvent;
import static nebula.health.Scene.waiting;

import java.util.stream.Stream;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Phase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What each way is called for something missing that a pod refers to.
final class ConfigurationCausesTest {

  @ParameterizedTest
  @MethodSource
  void configuration(FailureRow row) {
    row.check();
  }

  static Stream<FailureRow> configuration() {
    String unset = "CreateContainerConfigError";
    return Stream.of(
        row(
            "ConfigMap of the environment missing",
            waiting(unset, "configmap \"settings\" not found"),
            5,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main needs the ConfigMap settings, which does not exist"
                + " (CreateContainerConfigError)",
            "add the ConfigMap settings, or correct its name in services/shop/k8s.yaml"),
        row(
            "Secret missing",
            waiting(unset, "secret \"passwords\" not found"),
            5,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main needs the Secret passwords, which does not exist"
                + " (CreateContainerConfigError)",
            "add the Secret passwords, or correct its name in services/shop/k8s.yaml"),
        row(
            "key of a ConfigMap missing",
            waiting(unset, "couldn't find key nokey in ConfigMap default/there"),
            5,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main needs the key nokey of the ConfigMap there, which has no such key"
                + " (CreateContainerConfigError)",
            "add the key nokey to the ConfigMap there, or correct it in services/shop/k8s.yaml"),
        row(
            "image that would run as root",
            waiting(unset, "container has runAsNonRoot and image will run as root (pod: \"a\")"),
            5,
            Phase.START,
            Kind.CONFIGURATION,
            "the container main cannot be set up: container has runAsNonRoot and image will run as"
                + " root (pod: \"a\") (CreateContainerConfigError)",
            "correct it in services/shop/k8s.yaml"),
        row(
            "ConfigMap of a volume missing",
            waiting(
                "ContainerCreating",
                "",
                podEvent(
                    "FailedMount",
                    "MountVolume.SetUp failed for volume \"d\" : configmap \"settings\" not found",
                    4)),
            5,
            Phase.START,
            Kind.CONFIGURATION,
            "the volume d needs the ConfigMap settings, which does not exist (FailedMount)",
            "add the ConfigMap settings, or correct its name in services/shop/k8s.yaml"),
        row(
            "folder of the node missing",
            waiting(
                "ContainerCreating",
                "",
                podEvent(
                    "FailedMount",
                    "MountVolume.SetUp failed for volume \"d\" : hostPath type check failed:"
                        + " /no/such is not a directory",
                    4)),
            5,
            Phase.START,
            Kind.CLAIM,
            "the volume d cannot be mounted: hostPath type check failed: /no/such is not a"
                + " directory (FailedMount)",
            "correct the volume d in services/shop/k8s.yaml"),
        row(
            "no network for the pod",
            waiting(
                "ContainerCreating",
                "",
                podEvent(
                    "FailedCreatePodSandBox",
                    "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup"
                        + " network for sandbox \"ab12\": plugin type=\"bridge\" failed (add): no"
                        + " IP addresses available in range set",
                    9)),
            10,
            Phase.START,
            Kind.OTHER,
            "the node cannot give its pod a network: plugin type=\"bridge\" failed (add): no IP"
                + " addresses available in range set (FailedCreatePodSandBox)",
            "read the events at the end of `kubectl describe pod shop-59499bf97c-5swm8`; a new"
                + " cluster (`./jbang reset.java`) helps when the node is broken"),
        row(
            "no image of the container that holds a pod's network",
            waiting(
                "ContainerCreating",
                "",
                podEvent(
                    "FailedCreatePodSandBox",
                    "Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get"
                        + " sandbox image \"rancher/mirrored-pause:3.6\": failed to pull image"
                        + " \"rancher/mirrored-pause:3.6\": failed to pull and unpack image"
                        + " \"docker.io/rancher/mirrored-pause:3.6\": failed to resolve reference"
                        + " \"docker.io/rancher/mirrored-pause:3.6\": failed to do request: Head"
                        + " \"https://registry-1.docker.io/v2/rancher/mirrored-pause/manifests/3.6\":"
                        + " dial tcp: lookup registry-1.docker.io on 172.29.0.1:53: no such host",
                    9)),
            10,
            Phase.START,
            Kind.IMAGE,
            "the node lacks the image rancher/mirrored-pause:3.6, which every pod needs, and cannot"
                + " fetch it: no such host registry-1.docker.io (FailedCreatePodSandBox)",
            "see that this machine reaches docker.io; the node tries again by itself"));
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
