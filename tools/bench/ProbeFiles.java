package nebula.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import sandbox.Sandbox;

/// Writes services that run tools/bench/probe, which tells when things happen in its container.
final class ProbeFiles {
  /// That the program listens on, in every pod.
  private static final int PORT = 8081;

  /// The start of a service that has something to load.
  private static final int START_MILLIS = 1000;

  private static final String DEPLOYMENT =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %1$s}
      spec:
        replicas: 1
        selector: {matchLabels: {app: %1$s}}
        template:
          metadata: {labels: {app: %1$s}}
      """;

  private final Sandbox sandbox;

  ProbeFiles(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  /// Built from its folder, with files that are synced and a process that is started anew.
  void built(String name, int localPort) {
    String folder = "services/" + name + "/";
    for (String file : new String[] {"Dockerfile", "server.js"}) {
      sandbox.write(folder + (file.endsWith(".js") ? "src/" : "") + file, program(file));
    }
    sandbox
        .write(folder + "src/version.txt", "0\n")
        .write(folder + "built.txt", "0\n")
        .write(folder + "files/first", "none\n")
        .write(folder + ".dockerignore", "*.yaml\n")
        .write(
            folder + "service.yaml",
            """
            name: %1$s
            image: {name: bench-%1$s, context: ., dockerfile: Dockerfile}
            sync:
              - {from: files, to: /app/files}
              - {from: src, to: /app/src, restart: true}
            ports: [{local: %2$d, remote: %3$d}]
            health: {http: /version, port: %2$d}
            """
                .formatted(name, localPort, PORT))
        .write(
            folder + "k8s.yaml",
            DEPLOYMENT.formatted(name) + podSpec("nebula-registry:5000/bench-" + name, 4));
  }

  /// What the built service's pod is, under another name and of another image; Nebula's own label
  /// lets its observations be asked for.
  static String pod(String name, String image) {
    return """
    apiVersion: v1
    kind: Pod
    metadata:
      name: %1$s
      labels: {app.kubernetes.io/managed-by: nebula, nebula.dev/service: %1$s}
    """
            .formatted(name)
        + podSpec(image, 0);
  }

  private static String podSpec(String image, int indent) {
    return """
    spec:
      terminationGracePeriodSeconds: 5
      enableServiceLinks: false
      containers:
        - name: probe
          image: %s
          env: [{name: START_MILLIS, value: "%d"}]
          readinessProbe: {httpGet: {path: /version, port: %d}, periodSeconds: 1}
    """
        .formatted(image, START_MILLIS, PORT)
        .indent(indent);
  }

  /// Of Node's own image, with the program beside it; whether it is well is known to Kubernetes
  /// alone, and asked once a second.
  void plain(String name, int localPort) {
    String folder = "services/" + name + "/";
    sandbox
        .write(
            folder + "service.yaml",
            "name: %s%nports: [{local: %d, remote: %d}]%nhealth: {running: true}%n"
                .formatted(name, localPort, PORT))
        .write(
            folder + "k8s.yaml",
            """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s}
            data:
              server.js: |
            """
                    .formatted(name)
                + program("server.js").indent(4)
                + "---\n"
                + DEPLOYMENT.formatted(name)
                + """
                    spec:
                      terminationGracePeriodSeconds: 5
                      enableServiceLinks: false
                      containers:
                        - name: probe
                          image: node:22-bookworm-slim
                          command: [node, /script/server.js]
                          volumeMounts: [{name: script, mountPath: /script}]
                          readinessProbe:
                            httpGet: {path: /ready, port: %2$d}
                            periodSeconds: 1
                            failureThreshold: 1
                      volumes: [{name: script, configMap: {name: %1$s}}]
                """
                    .formatted(name, PORT));
  }

  private static String program(String file) {
    try {
      return Files.readString(Sandbox.checkout().resolve("tools/bench/probe").resolve(file));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
