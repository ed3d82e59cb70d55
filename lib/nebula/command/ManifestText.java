package nebula.command;

import java.util.stream.Collectors;

/// The `k8s.yaml` of a new service: a Deployment, and a Service where it has ports.
final class ManifestText {
  private static final String DEPLOYMENT =
      """
      # What a Deployment may say: kubectl explain deployment.spec. For a service that keeps data, take
      # services/postgres/k8s.yaml as the pattern: a StatefulSet and a claim of its own.
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: NAME
        labels: {app.kubernetes.io/name: NAME, app.kubernetes.io/part-of: nebula}
      spec:
        replicas: 1
        selector:
          matchLabels: {app.kubernetes.io/name: NAME}
        template:
          metadata:
            labels: {app.kubernetes.io/name: NAME, app.kubernetes.io/part-of: nebula}
          spec:
            # Else Kubernetes sets a variable such as TEMPORAL_PORT=tcp://… for every Service there is.
            enableServiceLinks: false
            # It has nothing to ask of the API server.
            automountServiceAccountToken: false
            terminationGracePeriodSeconds: 5
            securityContext:
              seccompProfile: {type: RuntimeDefault}
            containers:
              - name: NAME
                image: IMAGE
                imagePullPolicy: IfNotPresent
                # env:
                #   - {name: TEMPORAL_ADDRESS, value: "temporal:7233"}  # other services by their names
      PORTS          resources:
                  # What it needs, by which the node is chosen, and where it is stopped.
                  requests: {cpu: 50m, memory: 64Mi}
                  limits: {memory: 512Mi}
                securityContext:
                  allowPrivilegeEscalation: false
      """;

  private static final String PORTS =
      """
                ports:
      OPEN          # Ready again or not within a second: what depends on it waits for this.
                readinessProbe:
                  QUESTION
                  periodSeconds: 1
                  timeoutSeconds: 2
                  failureThreshold: 3
                # Restarted when it hangs. A start that takes longer than half a minute needs a startupProbe.
                livenessProbe:
                  QUESTION
                  initialDelaySeconds: 30
                  periodSeconds: 10
                  timeoutSeconds: 5
                  failureThreshold: 3
      """;

  private static final String SERVICE =
      """
      ---
      # Other services reach it by its name: NAME:FIRST.
      apiVersion: v1
      kind: Service
      metadata:
        name: NAME
        labels: {app.kubernetes.io/name: NAME, app.kubernetes.io/part-of: nebula}
      spec:
        selector: {app.kubernetes.io/name: NAME}
        ports:
      """;

  private ManifestText() {}

  static String of(NewService service, String image) {
    String text = DEPLOYMENT.replace("PORTS", ports(service)) + serviceObject(service);
    return text.replace("NAME", service.name())
        .replace("IMAGE", image)
        .replace("QUESTION", question(service));
  }

  private static String ports(NewService service) {
    return service.ports().isEmpty()
        ? ""
        : PORTS.replace("OPEN", each(service, "            - {name: %s, containerPort: %d}\n"));
  }

  private static String question(NewService service) {
    if (service.ports().isEmpty()) {
      return "";
    }
    String name = service.portName(service.remotes().getFirst());
    return service
        .path()
        .map(path -> "httpGet: {path: \"" + path + "\", port: " + name + "}")
        .orElse("tcpSocket: {port: " + name + "}");
  }

  private static String serviceObject(NewService service) {
    if (service.ports().isEmpty()) {
      return "";
    }
    String first = Integer.toString(service.remotes().getFirst());
    return SERVICE.replace("FIRST", first)
        + each(service, "    - {name: %1$s, port: %2$d, targetPort: %1$s}\n");
  }

  private static String each(NewService service, String form) {
    return service.remotes().stream()
        .map(remote -> form.formatted(service.portName(remote), remote))
        .collect(Collectors.joining());
  }
}
