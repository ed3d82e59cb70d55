package nebula.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.dashboard.ServiceDetails;
import nebula.event.Masks;
import nebula.model.Observation;

/// What a cluster would tell of a service that crashes.
final class Details {
  private Details() {}

  /// Of one that runs.
  static ServiceDetails running(String service) {
    return of(service, true, new Observation.Running(Instant.now()));
  }

  static ServiceDetails of(String service) {
    String why = "back-off 40s restarting failed container";
    return of(service, false, new Observation.Waiting("CrashLoopBackOff", why));
  }

  private static ServiceDetails of(
      String service, boolean ready, Observation.ContainerState state) {
    Instant now = Instant.now();
    String podName = service + "-6c5d9b7f4-x2x9p";
    Observation.Container container =
        new Observation.Container(
            service,
            service + "/server:1.29.1",
            false,
            ready,
            true,
            3,
            state,
            Optional.of(new Observation.Terminated(1, "Error", "", now)));
    Observation.Pod pod =
        new Observation.Pod(podName, ready, true, false, now, Optional.empty(), List.of(container));
    ServiceDetails.ContainerDetails shown =
        new ServiceDetails.ContainerDetails(
            container,
            Optional.of("sha256:9f2c4b1e7a33cc01d9a1c0ffee123456789abcdef0123456789abcdef0123456"),
            List.of(
                new ServiceDetails.Variable(
                    "TEMPORAL_ADDRESS", "temporal:7233", false, Optional.empty()),
                new ServiceDetails.Variable(
                    "API_TOKEN", Masks.MASK, true, Optional.of("Secret api, key token"))),
            List.of(
                new ServiceDetails.Probe(
                    "readiness",
                    "GET :8080/ every 5 s",
                    ready ? ServiceDetails.Verdict.PASSING : ServiceDetails.Verdict.FAILING,
                    Optional.of(
                        new ServiceDetails.ProbeFailure(now, "nothing listens on port 8080")))),
            Optional.of("kubectl exec -it " + podName + " -- sh"));
    String applied =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: %s
        spec:
          replicas: 1
        """
            .formatted(service);
    return new ServiceDetails(
        List.of(
            new Observation.Workload("Deployment", service, true, 1, 1, 0, 1, Optional.empty())),
        List.of(
            new ServiceDetails.PodDetails(pod, Optional.of("k3d-nebula-server-0"), List.of(shown))),
        List.of(
            new ServiceDetails.Check(
                "GET http://127.0.0.1:8080/ expects 200", now, false, "connection refused")),
        List.of(
            new ServiceDetails.ObjectEvent(
                now, "Warning", "Pod " + podName, "BackOff", "Back-off restarting", 4)),
        List.of(
            new ServiceDetails.ObjectText(
                "Deployment " + service,
                Optional.of("services/" + service + "/k8s.yaml:1:1"),
                Optional.of(applied),
                Optional.of(applied.replace("replicas: 1", "replicas: 2")))),
        Optional.empty());
  }
}
