package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.kube.Manifest;
import nebula.model.Observation;
import nebula.model.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a container's command becomes. Words are written with blanks between them; the image's are
/// `node` and `main.js`.
class SupervisorCommandTest {
  private static final String IMAGE = "registry:5000/web:dev-1";

  @ParameterizedTest
  @CsvSource({
    ",, node main.js",
    "run it,, run it",
    ", --debug, node --debug",
    "run, --debug, run --debug",
    "run $(PORT),, run $(PORT)"
  })
  void whatRanBeforeRunsSupervised(String command, String arguments, String original) {
    Map<String, Object> container = container(IMAGE);
    put(container, "command", command);
    put(container, "args", arguments);

    List<?> words = commandOf(wrap(deployment(container)));

    assertEquals(List.of("sh", "-c"), words.subList(0, 2));
    assertEquals(List.of(original.split(" ")), words.subList(4, words.size()));
    assertFalse(containerOf(wrap(deployment(container))).containsKey("args"));
  }

  @Test
  void kubernetesReplacesNothingInTheImagesOwnWords() {
    Manifest wrapped =
        Supervisor.wrap(
                List.of(deployment(container(IMAGE))),
                IMAGE,
                List.of("sh", "-c", "echo $$ $(A)"),
                List.of())
            .getFirst();

    assertEquals("echo $$$$ $$(A)", commandOf(wrapped).getLast());
  }

  /// Kubernetes would make `$` of `$$`, and a variable of `$(NAME)`.
  @Test
  void theScriptHasNothingThatKubernetesReplaces() {
    String script = Supervisor.command("web", List.of()).get(2);

    assertFalse(script.contains("$$") || script.contains("$("), script);
  }

  @Test
  void otherContainersAndObjectsStayAsTheyAre() {
    Map<String, Object> other = container("busybox:1.36");
    Manifest untouched = deployment(other);

    assertSame(untouched.object(), wrap(untouched).object());
    assertFalse(containerOf(wrap(deployment(container(IMAGE), other)), 1).containsKey("command"));
  }

  @Test
  void theManifestThatWasReadStaysAsItIs() {
    Map<String, Object> container = container(IMAGE);

    wrap(deployment(container));

    assertFalse(container.containsKey("command"));
  }

  @Test
  void anImageWithoutAShellIsKnownByWhatItsContainerSays() {
    String message =
        "failed to create containerd task: exec: \"sh\": executable file not found in $PATH";

    assertTrue(Supervisor.lacksShell(pod(new Observation.Waiting("RunContainerError", message))));
    assertFalse(Supervisor.lacksShell(pod(new Observation.Waiting("CrashLoopBackOff", "x"))));
    assertFalse(Supervisor.lacksShell(pod(new Observation.Running(Instant.EPOCH))));
  }

  private static Observation pod(Observation.ContainerState state) {
    var container =
        new Observation.Container("web", IMAGE, false, false, false, 0, state, Optional.empty());
    var pod =
        new Observation.Pod(
            "web-1", false, true, false, Instant.EPOCH, Optional.empty(), List.of(container));
    return new Observation(List.of(), List.of(pod), List.of(), List.of());
  }

  private static Manifest wrap(Manifest manifest) {
    return Supervisor.wrap(List.of(manifest), IMAGE, List.of("node"), List.of("main.js"))
        .getFirst();
  }

  private static Map<String, Object> container(String image) {
    return new LinkedHashMap<>(Map.of("name", "web", "image", image));
  }

  private static void put(Map<String, Object> container, String key, String words) {
    if (words != null) {
      container.put(key, List.of(words.split(" ")));
    }
  }

  private static Manifest deployment(Map<?, ?>... containers) {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setApiVersion("apps/v1");
    object.setKind("Deployment");
    object.setMetadata(new ObjectMetaBuilder().withName("web").build());
    Map<String, Object> pod = Map.of("containers", new ArrayList<>(List.of(containers)));
    object.setAdditionalProperty("spec", Map.of("replicas", 1, "template", Map.of("spec", pod)));
    return new Manifest(object, Position.startOf(Path.of("k8s.yaml")));
  }

  private static List<?> commandOf(Manifest manifest) {
    return (List<?>) containerOf(manifest).get("command");
  }

  private static Map<?, ?> containerOf(Manifest manifest) {
    return containerOf(manifest, 0);
  }

  private static Map<?, ?> containerOf(Manifest manifest, int number) {
    Map<?, ?> spec =
        (Map<?, ?>)
            ((GenericKubernetesResource) manifest.object()).getAdditionalProperties().get("spec");
    Map<?, ?> pod = (Map<?, ?>) ((Map<?, ?>) spec.get("template")).get("spec");
    return (Map<?, ?>) ((List<?>) pod.get("containers")).get(number);
  }
}
