package nebula.engine;

import java.util.List;
import nebula.event.Controls.Action;
import nebula.kube.Kube;
import nebula.kube.Manifest;
import nebula.model.Observation;
import nebula.model.Service;

/// One service while the run lasts. All of these return at once; what comes of them is seen in its
/// state.
interface ServiceRun extends AutoCloseable {
  ServiceState state();

  default Service service() {
    return state().service();
  }

  /// Starts it as soon as its gate allows, or brings what runs to what its files say now.
  void start();

  void stop();

  void restart();

  /// @param why in a few words, for the board
  void rebuild(String why);

  /// Takes over what its files say now, and brings what runs to it.
  void edit(Service edited, List<Manifest> editedManifests);

  /// Its folder is gone from the project: it goes, its data stays.
  void remove();

  /// What may be asked of it now.
  List<Action> possible();

  /// As its files say; none for a local process.
  default List<Manifest> manifests() {
    return List.of();
  }

  /// Asks the cluster for everything that is known of it.
  Insight insight(Kube kube) throws InterruptedException;

  /// What Kubernetes shows of it.
  void observed(Observation observation);

  /// The run is over for it: what runs in the cluster stays as it is.
  @Override
  void close();
}
