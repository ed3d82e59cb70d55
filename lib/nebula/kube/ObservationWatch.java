package nebula.kube;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nebula.kube.Kube.ObservationListener;
import nebula.kube.Kube.Subscription;
import nebula.model.Observation;

/// Watches the kinds that tell how services are, and hands what is seen to one listener.
final class ObservationWatch implements Subscription {
  private static final List<String> WATCHED =
      List.of(
          "apps/v1 Deployment",
          "apps/v1 StatefulSet",
          "apps/v1 DaemonSet",
          "batch/v1 Job",
          "v1 Pod",
          "v1 PersistentVolumeClaim");

  /// Warnings, and what a node pulls. What is left out is most of the rest, which says nothing that
  /// the objects do not: the server knows no `or`.
  private static final String WANTED_EVENTS =
      "reason!=Scheduled,reason!=Created,reason!=Started,reason!=Killing"
          + ",reason!=SuccessfulCreate,reason!=SuccessfulDelete,reason!=ScalingReplicaSet";

  private static final Duration ALIVE_LIMIT = Duration.ofSeconds(4);
  private static final int ALIVE_GAP_SECONDS = 5;

  private final FabricApi api;
  private final ObservationListener listener;
  private final ObservationStore store = new ObservationStore();
  private final CountDownLatch unlisted = new CountDownLatch(WATCHED.size() + 1);
  private final List<Thread> threads = new ArrayList<>();

  ObservationWatch(FabricApi api, String namespace, ObservationListener listener) {
    this.api = api;
    this.listener = listener;
    for (String type : WATCHED) {
      String[] parts = type.split(" ");
      ResourceType found = ResourceTypes.usual(parts[0], parts[1]).orElseThrow();
      start(
          "watch " + found.plural(),
          new ResourceWatch(
              api, found.collection(namespace), Labels.SERVICE, "", objects(found.kind())));
    }
    String events = "/api/v1/namespaces/" + namespace + "/events";
    start("watch events", new ResourceWatch(api, events, "", WANTED_EVENTS, events()));
    start("observations", this::deliver);
    start("api liveness", this::keepAlive);
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
  }

  private void start(String name, Runnable work) {
    threads.add(Thread.ofVirtual().name(name).start(work));
  }

  private void deliver() {
    try {
      unlisted.await();
      Map<String, Observation> told = new HashMap<>(store.everything());
      told.forEach(listener::observed);
      listener.synced(Map.copyOf(told));
      while (true) {
        store
            .awaitChanges()
            .forEach((service, observation) -> {
              if (!observation.equals(told.put(service, observation))) {
                listener.observed(service, observation);
              }
            });
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A dead connection can look like a quiet one; a question that gets no answer tells them apart.
  private void keepAlive() {
    try {
      while (!api.session().isClosed()) {
        TimeUnit.SECONDS.sleep(ALIVE_GAP_SECONDS);
        if (!api.session().isAlive(ALIVE_LIMIT)) {
          api.session().renew();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ResourceWatch.Sink objects(String kind) {
    return new ResourceWatch.Sink() {
      private boolean first = true;

      @Override
      public void listed(List<ApiObject> objects) {
        store.listed(kind, objects);
        if (first) {
          first = false;
          unlisted.countDown();
        }
      }

      @Override
      public void changed(ApiObject object) {
        store.changed(kind, object);
      }

      @Override
      public void deleted(ApiObject object) {
        store.deleted(kind, object);
      }
    };
  }

  private ResourceWatch.Sink events() {
    return new ResourceWatch.Sink() {
      private boolean first = true;

      @Override
      public void listed(List<ApiObject> events) {
        store.eventsListed(events);
        if (first) {
          first = false;
          unlisted.countDown();
        }
      }

      @Override
      public void changed(ApiObject event) {
        store.told(event);
      }

      @Override
      public void deleted(ApiObject event) {
        store.eventEnded(event);
      }
    };
  }
}
