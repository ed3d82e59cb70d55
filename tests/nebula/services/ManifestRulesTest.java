package nebula.services;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nebula.model.Port;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What every manifest below `services/` keeps to. A rule that fails names the service.
class ManifestRulesTest {
  static final List<OurService> SERVICES = OurService.all();

  /// So that `down` never takes longer.
  private static final long LONGEST_GRACE_SECONDS = 10;

  @ParameterizedTest
  @FieldSource("SERVICES")
  void podsGetNoVariablesOfOtherServices(OurService service) {
    assertEquals(false, service.pod().getEnableServiceLinks());
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void podsGetNoKeyToTheCluster(OurService service) {
    assertEquals(false, service.pod().getAutomountServiceAccountToken());
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void podsStopWithinTenSeconds(OurService service) {
    Long grace = service.pod().getTerminationGracePeriodSeconds();
    assertTrue(grace != null && grace <= LONGEST_GRACE_SECONDS, () -> "grace: " + grace);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void imagesThatTheNodeHasAreNotPulledAgain(OurService service) {
    everyContainer(
        service,
        container ->
            assertEquals("IfNotPresent", container.getImagePullPolicy(), container.getImage()));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void containersSayWhatTheyNeedAndCannotTakeAllMemory(OurService service) {
    everyContainer(
        service,
        container -> {
          var resources = container.getResources();
          assertEquals(Set.of("cpu", "memory"), resources.getRequests().keySet());
          assertEquals(Set.of("memory"), resources.getLimits().keySet());
        });
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void containersThatStartAreAskedOnceASecondWhetherTheyAreReady(OurService service) {
    eachContainer(
        service,
        container -> {
          assertNotNull(container.getReadinessProbe(), "readinessProbe");
          Probe whileItStarts =
              Objects.requireNonNullElse(
                  container.getStartupProbe(), container.getReadinessProbe());
          assertEquals(1, whileItStarts.getPeriodSeconds());
        });
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void containersThatHangAreRestartedButNotWhileTheyStart(OurService service) {
    eachContainer(
        service,
        container -> {
          assertNotNull(container.getLivenessProbe(), "livenessProbe");
          Integer delay = container.getLivenessProbe().getInitialDelaySeconds();
          assertTrue(
              container.getStartupProbe() != null || delay != null && delay >= 30,
              "a startupProbe, or 30 s before the first livenessProbe");
        });
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void portsOfTheContainersAreThoseOfTheServiceFileWithTheSameNames(OurService service) {
    Map<Integer, String> declared =
        service.service().ports().stream()
            .collect(Collectors.toMap(Port::remote, port -> port.name().orElse("(no name)")));
    Map<Integer, String> open =
        service.containers().stream()
            .flatMap(container -> container.getPorts().stream())
            .collect(Collectors.toMap(ContainerPort::getContainerPort, ContainerPort::getName));
    assertEquals(declared, open);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void theServiceObjectLeadsToThePodsByNamedPorts(OurService service) {
    if (service.service().ports().isEmpty()) {
      assertEquals(List.of(), service.objects(Service.class), "nothing leads nowhere");
      return;
    }
    Service object = service.objects(Service.class).getFirst();
    assertEquals(service.name(), object.getMetadata().getName(), "its DNS name");
    Map<String, String> labels = service.template().getMetadata().getLabels();
    assertTrue(labels.entrySet().containsAll(object.getSpec().getSelector().entrySet()));
    Set<String> names =
        service.containers().stream()
            .flatMap(container -> container.getPorts().stream())
            .map(ContainerPort::getName)
            .collect(Collectors.toSet());
    for (ServicePort port : object.getSpec().getPorts()) {
      assertTrue(names.contains(port.getTargetPort().getStrVal()), () -> "targetPort of " + port);
    }
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void dataIsInClaimsOfTheirOwnWithOnePodAtATime(OurService service) {
    List<String> claims =
        service.objects(PersistentVolumeClaim.class).stream()
            .map(claim -> claim.getMetadata().getName())
            .toList();
    List<String> mounted =
        service.pod().getVolumes().stream()
            .map(Volume::getPersistentVolumeClaim)
            .filter(Objects::nonNull)
            .map(source -> source.getClaimName())
            .filter(claim -> !ofAnother(service, claim))
            .toList();
    assertEquals(claims, mounted);
    if (!claims.isEmpty()) {
      HasMetadata workload = service.workload();
      assertTrue(workload instanceof StatefulSet, () -> workload.getKind());
      assertEquals("Parallel", ((StatefulSet) workload).getSpec().getPodManagementPolicy());
    }
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void objectsCarryTheRecommendedLabels(OurService service) {
    Map<String, String> labels =
        Map.of("app.kubernetes.io/name", service.name(), "app.kubernetes.io/part-of", "nebula");
    for (HasMetadata object : service.objects()) {
      assertEquals(labels, object.getMetadata().getLabels(), object.getKind());
    }
    assertEquals(labels, service.template().getMetadata().getLabels());
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void nothingRunsWithMorePrivilegesThanItBeganWith(OurService service) {
    everyContainer(
        service,
        container ->
            assertEquals(false, container.getSecurityContext().getAllowPrivilegeEscalation()));
    assertEquals(
        "RuntimeDefault", service.pod().getSecurityContext().getSeccompProfile().getType());
  }

  /// Whether the claim is of a service that this one starts after, and is only read here.
  private static boolean ofAnother(OurService service, String claim) {
    Set<String> volumes =
        service.pod().getVolumes().stream()
            .filter(volume -> volume.getPersistentVolumeClaim() != null)
            .filter(volume -> volume.getPersistentVolumeClaim().getClaimName().equals(claim))
            .map(Volume::getName)
            .collect(Collectors.toSet());
    boolean read =
        Stream.concat(service.containers().stream(), service.initContainers().stream())
            .flatMap(container -> container.getVolumeMounts().stream())
            .filter(mount -> volumes.contains(mount.getName()))
            .allMatch(mount -> Boolean.TRUE.equals(mount.getReadOnly()));
    return read
        && SERVICES.stream()
            .filter(other -> service.service().dependsOn().contains(other.name()))
            .flatMap(other -> other.objects(PersistentVolumeClaim.class).stream())
            .anyMatch(object -> object.getMetadata().getName().equals(claim));
  }

  private static void everyContainer(OurService service, Consumer<Container> rule) {
    eachContainer(service, rule);
    service.initContainers().forEach(rule);
  }

  private static void eachContainer(OurService service, Consumer<Container> rule) {
    List<Container> containers = service.containers();
    assertFalse(containers.isEmpty());
    assertAll(
        containers.stream().<Executable>map(container -> () -> rule.accept(container)).toList());
  }
}
