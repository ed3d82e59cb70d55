package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.event.Event;
import nebula.kube.Manifest;
import nebula.model.Service;

/// Brings a run to what the project's files say now.
final class Edits {
  private final RunParts run;

  Edits(RunParts run) {
    this.run = run;
  }

  /// Reads the manifests of all before it changes anything, so that a mistake changes nothing.
  ///
  /// @throws nebula.model.Failure bad input in a manifest
  void follow(Plan next) throws InterruptedException {
    Map<String, List<Manifest>> manifests = run.parts().load(next.services());
    new KindCheck(next, manifests).check(run.kube());
    List<String> gone = new ArrayList<>();
    List<ServiceRun> started = new ArrayList<>();
    run.services().services().stream()
        .filter(service -> next.services().stream().noneMatch(one -> sameKind(one, service)))
        .forEach(service -> gone.add(service.name()));
    List<Service> before = run.services().services();
    for (String name : gone) {
      run.services().find(name).ifPresent(ServiceRun::remove);
      run.services().remove(name);
    }
    if (!before.equals(next.services())) {
      run.bus().publish(new Event.ServicesChanged(run.clock().instant(), next.services()));
    }
    for (Service service : next.services()) {
      List<Manifest> own = manifests.get(service.name());
      Optional<ServiceRun> present = run.services().find(service.name());
      if (present.isPresent()) {
        present.get().edit(service, own);
      } else {
        ServiceRun added = run.begin(service, own);
        run.services().put(added);
        run.observations().tellAgain(service.name());
        started.add(added);
      }
    }
    run.services().refresh();
    started.forEach(ServiceRun::start);
  }

  /// One that was in the cluster and is a local process now is another service.
  private static boolean sameKind(Service one, Service other) {
    return one.name().equals(other.name()) && one.local().isPresent() == other.local().isPresent();
  }
}
