package nebula.rehearsal;

import java.util.List;
import nebula.cluster.ClusterHost;
import nebula.event.EventBus;
import nebula.health.Prober;
import nebula.image.ImageBuilder;
import nebula.image.ImageSource;
import nebula.kube.KubeConnector;

/// A cluster inside this process, with all the parts that a run takes from a real one. No program
/// is started, nothing is downloaded, and no port is opened but the fake API server's own.
public final class Rehearsal implements AutoCloseable {
  private final FakeApiServer server;
  private final Timeline timeline;
  private final ScriptedKubelet kubelet;
  private final RehearsalHost host;
  private final ImageSource images;
  private final ImageBuilder builder;
  private final KubeConnector connector;

  private Rehearsal(List<Fault> faults, double speed, KubeConnector real, EventBus bus) {
    this.server = FakeApiServer.start();
    this.timeline = new RealTimeline(speed);
    this.kubelet = ScriptedKubelet.start(server, timeline, faults);
    this.host = new RehearsalHost(server);
    this.images = new RehearsalImages(timeline, bus);
    this.builder = new RehearsalBuilder(timeline, bus);
    this.connector =
        (access, namespace) ->
            new RehearsalKube(real.connect(access, namespace), server, namespace);
  }

  /// @param speed by which the cluster's delays are divided; 1 is as a small cluster takes
  /// @param real opens the API server by the way a real one is opened
  /// @param bus gets the progress of images
  public static Rehearsal start(
      List<Fault> faults, double speed, KubeConnector real, EventBus bus) {
    return new Rehearsal(faults, speed, real, bus);
  }

  public ClusterHost host() {
    return host;
  }

  public ImageSource images() {
    return images;
  }

  public ImageBuilder builder() {
    return builder;
  }

  public KubeConnector connector() {
    return connector;
  }

  /// Takes the place of the prober that goes through forwarded ports.
  public Prober prober() {
    return new RehearsalProber(server, timeline);
  }

  /// For tests that look behind the curtain.
  public FakeApiServer server() {
    return server;
  }

  @Override
  public void close() {
    kubelet.close();
    timeline.close();
    server.close();
    host.close();
  }
}
