package nebula.dashboard;

import java.util.List;
import java.util.Optional;
import nebula.dashboard.ServiceDetails.ContainerDetails;
import nebula.dashboard.ServiceDetails.PodDetails;
import nebula.model.Observation;

/// A container of a service that runs, for a shell in it.
record ChosenContainer(String pod, String container) {

  /// @param pod the first that has a running container when left out
  /// @param container the first that runs when left out
  /// @throws Refused when there is none, or it does not run
  static ChosenContainer of(
      String service, ServiceDetails details, Optional<String> pod, Optional<String> container)
      throws Refused {
    List<PodDetails> pods = details.pods().stream().filter(each -> isNamed(each, pod)).toList();
    if (pod.isPresent() && pods.isEmpty()) {
      throw unknown(service + " has no pod '" + pod.get() + "'", names(details.pods()));
    }
    boolean known = false;
    for (PodDetails each : pods) {
      for (ContainerDetails found : each.containers()) {
        boolean meant = container.map(found.container().name()::equals).orElse(true);
        if (meant && runs(found)) {
          return new ChosenContainer(each.pod().name(), found.container().name());
        }
        known |= meant;
      }
    }
    if (container.isPresent() && !known && !pods.isEmpty()) {
      throw unknown(service + " has no container '" + container.get() + "'", containerNames(pods));
    }
    String which = container.map(name -> "container " + name).orElse("container");
    String why = details.trouble().map(trouble -> ": " + trouble).orElse("");
    throw new Refused(
        409, "no " + which + " of " + service + " runs now" + why, Optional.of("start it first"));
  }

  private static boolean isNamed(PodDetails pod, Optional<String> name) {
    return name.map(pod.pod().name()::equals).orElse(true);
  }

  private static boolean runs(ContainerDetails container) {
    return container.container().state() instanceof Observation.Running;
  }

  private static Refused unknown(String what, List<String> there) {
    Optional<String> mend =
        there.isEmpty() ? Optional.empty() : Optional.of("there are " + String.join(", ", there));
    return new Refused(404, what, mend);
  }

  private static List<String> names(List<PodDetails> pods) {
    return pods.stream().map(each -> each.pod().name()).toList();
  }

  private static List<String> containerNames(List<PodDetails> pods) {
    return pods.stream()
        .flatMap(each -> each.containers().stream())
        .map(each -> each.container().name())
        .distinct()
        .toList();
  }
}
