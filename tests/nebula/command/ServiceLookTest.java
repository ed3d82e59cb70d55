package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.dashboard.ServiceDetails;
import nebula.dashboard.ServiceDetails.ContainerDetails;
import nebula.dashboard.ServiceDetails.Variable;
import nebula.engine.RehearsedProject;
import nebula.engine.Run;
import nebula.event.Masks;
import nebula.model.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the page gets to know of a service, from a whole run on a cluster inside the test.
final class ServiceLookTest {
  private static final String WITH_SECRETS =
      """
      apiVersion: v1
      kind: Secret
      metadata: {name: keys}
      stringData:
        password: correct-horse
        pem: |
          -----BEGIN KEY-----
          MIIEvQIBADANBgkq
          aGVsbG8gIndvcmxk
          -----END KEY-----
      data: {pin: YmF0dGVyeS1zdGFwbGU=}
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: low}
      spec:
        selector: {matchLabels: {app: low}}
        template:
          metadata: {labels: {app: low}}
          spec:
            containers:
              - name: main
                image: "busybox:1.36"
                command: [sleep, "600"]
                env:
                  - {name: MODE, value: fast}
                  - {name: API_TOKEN, value: open-sesame}
                  - {name: PASSWORD, valueFrom: {secretKeyRef: {name: keys, key: password}}}
                  - {name: NODE, valueFrom: {fieldRef: {fieldPath: spec.nodeName}}}
                readinessProbe: {httpGet: {path: /ready, port: 80}, periodSeconds: 2}
      """;

  @TempDir Path folder;

  @Test
  void podsProbesAndEnvironmentAreThereAndNoSecretIs() throws InterruptedException {
    try (RehearsedProject project = project();
        Run run = healthy(project)) {
      ServiceDetails details = new ServiceLook(run, "kubectl --context here").of("low");

      ContainerDetails container = details.pods().getFirst().containers().getFirst();
      assertEquals(
          List.of(
              new Variable("MODE", "fast", false, Optional.empty()),
              new Variable("API_TOKEN", Masks.MASK, true, Optional.empty()),
              new Variable("PASSWORD", Masks.MASK, true, Optional.of("Secret keys, key password")),
              new Variable("NODE", "", false, Optional.of("the pod's spec.nodeName"))),
          container.environment());
      assertEquals(
          List.of(
              new ServiceDetails.Probe(
                  "readiness",
                  "GET :80/ready every 2 s",
                  ServiceDetails.Verdict.PASSING,
                  Optional.empty())),
          container.probes());
      assertEquals(
          Optional.of(
              "kubectl --context here exec -it "
                  + details.pods().getFirst().pod().name()
                  + " -c main -- sh"),
          container.terminal());
      assertEquals(1, details.checks().size());
      assertTrue(details.checks().getFirst().passed(), details.toString());
      assertEquals(
          List.of("Deployment low", "Secret keys"),
          details.objects().stream().map(ServiceDetails.ObjectText::title).sorted().toList());
      assertNoSecret(details.toString());
    }
  }

  @Test
  void whatTheClusterHasIsInTheOrderOfWhatIsWritten() {
    Map<String, Object> written =
        map("kind", "Pod", "spec", map("containers", List.of(map("name", "a", "image", "b"))));
    Object live =
        WrittenOrder.of(
            map(
                "spec",
                map("node", "n", "containers", List.of(map("image", "b", "uid", 1, "name", "a"))),
                "kind",
                "Pod"),
            written);
    assertEquals(
        "{kind=Pod, spec={containers=[{name=a, image=b, uid=1}], node=n}}", live.toString());
  }

  private static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < pairs.length; index += 2) {
      map.put((String) pairs[index], pairs[index + 1]);
    }
    return map;
  }

  @Test
  void secretsAreTakenOutOfWhateverIsShown() throws InterruptedException {
    try (RehearsedProject project = project();
        Run run = healthy(project)) {
      Masks masks = new SecretValues(run, List.of()).get();
      assertNoSecret(masks.text("a correct-horse and battery-staple say open-sesame"));
    }
  }

  @Test
  void aSecretIsTakenOutOfLogLinesInWhateverFormItStandsThere() throws InterruptedException {
    try (RehearsedProject project = project();
        Run run = healthy(project)) {
      Masks masks = new SecretValues(run, List.of()).get();

      assertEquals("line " + Masks.MASK, masks.text("line MIIEvQIBADANBgkq"));
      assertEquals(
          "{\"k\":\"" + Masks.MASK + "\"}",
          masks.text(
              "{\"k\":\"-----BEGIN KEY-----\\nMIIEvQIBADANBgkq\\naGVsbG8gIndvcmxk\\n"
                  + "-----END KEY-----\"}"));
      assertEquals("in base64 " + Masks.MASK, masks.text("in base64 Y29ycmVjdC1ob3JzZQ=="));
    }
  }

  @Test
  void aServiceThatIsNotThereHasNoDetails() throws InterruptedException {
    try (RehearsedProject project = project();
        Run run = healthy(project)) {
      assertEquals(ServiceDetails.nothing(), new ServiceLook(run, "kubectl").of("other"));
    }
  }

  private RehearsedProject project() {
    return new RehearsedProject(folder).service("low").write("services/low/k8s.yaml", WITH_SECRETS);
  }

  private static Run healthy(RehearsedProject project) throws InterruptedException {
    Run run = project.run();
    run.start();
    assertEquals(ExitCode.HEALTHY, run.awaitOutcome(Duration.ofSeconds(30)));
    return run;
  }

  private static void assertNoSecret(String text) {
    for (String secret :
        List.of("correct-horse", "YmF0dGVyeS1zdGFwbGU=", "battery-staple", "open-sesame")) {
      assertFalse(text.contains(secret), secret + " in " + text);
    }
  }
}
