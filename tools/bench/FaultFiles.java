package nebula.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import sandbox.Sandbox;

/// Writes services that cannot work, each for another reason that Kubernetes tells.
final class FaultFiles {
  private static final String IMAGE = "busybox:1.36";
  private static final String SLEEP = "command: [sleep, '600']";
  private static final String CLAIM =
      """
      apiVersion: v1
      kind: PersistentVolumeClaim
      metadata: {name: NAME}
      spec:
        storageClassName: no-such-class
        accessModes: [ReadWriteOnce]
        resources: {requests: {storage: 1Mi}}
      ---
      """;

  private final Map<String, String> manifests = new LinkedHashMap<>();

  /// @param turn makes the names those of this turn, so that nothing is known of them
  FaultFiles(int turn) {
    add("image-" + turn, "nebula-registry:5000/no-such-image:1", SLEEP);
    add("crash-" + turn, IMAGE, "command: [sh, -c, 'echo no disk; exit 7']");
    add(
        "memory-" + turn,
        IMAGE,
        "command: [sh, -c, 'x=a; while true; do x=$x$x; done'], resources: {limits: {memory: 16Mi}}");
    add("node-" + turn, IMAGE, SLEEP + ", resources: {requests: {cpu: '500'}}");
    add(
        "probe-" + turn,
        IMAGE,
        SLEEP + ", readinessProbe: {exec: {command: ['false']}, periodSeconds: 1}");
    add("setting-" + turn, IMAGE, SLEEP + ", envFrom: [{configMapRef: {name: no-such-map}}]");
    String claim = "claim-" + turn;
    add(claim, IMAGE, SLEEP + ", volumeMounts: [{name: data, mountPath: /data}]");
    manifests.computeIfPresent(
        claim,
        (name, pod) ->
            CLAIM.replace("NAME", name)
                + pod
                + "      volumes: [{name: data, persistentVolumeClaim: {claimName: NAME}}]\n"
                    .replace("NAME", name));
  }

  /// A service's name to its manifest.
  Map<String, String> manifests() {
    return Map.copyOf(manifests);
  }

  void write(Sandbox sandbox) {
    manifests.forEach((name, manifest) -> {
      // The service file comes last: with it the folder is a service.
      sandbox.write("services/" + name + "/k8s.yaml", manifest);
      sandbox.write("services/" + name + "/service.yaml", "name: " + name + "\n");
    });
  }

  /// Takes them away again, which ends the services of the run.
  void remove(Sandbox sandbox) {
    manifests.keySet().forEach(name -> Folders.delete(sandbox.root().resolve("services/" + name)));
  }

  private void add(String name, String image, String container) {
    manifests.put(
        name,
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: NAME}
        spec:
          selector: {matchLabels: {app: NAME}}
          template:
            metadata: {labels: {app: NAME}}
            spec:
              terminationGracePeriodSeconds: 0
              containers:
                - {name: main, image: "IMAGE", CONTAINER}
        """
            .replace("NAME", name)
            .replace("IMAGE", image)
            .replace("CONTAINER", container));
  }
}
