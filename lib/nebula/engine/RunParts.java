package nebula.engine;

import java.time.Clock;
import java.util.List;
import nebula.event.EventBus;
import nebula.health.Prober;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Service;

/// What the services of one run share once there is a cluster.
record RunParts(
    Parts parts,
    Kube kube,
    Prober prober,
    EventBus bus,
    Clock clock,
    Tasks tasks,
    ImageProvision images,
    EarlyBuilds builds,
    Forwards forwards,
    Retries retries,
    RunServices services,
    Observations observations) {

  ServiceRun begin(Service service, List<Manifest> manifests) {
    return service.local().isEmpty()
        ? new ClusterService(service, manifests, this)
        : parts
            .local()
            .<ServiceRun>map(machine -> new LocalService(service, machine.get(), this))
            .orElseGet(() -> new SkippedService(service, this));
  }
}
