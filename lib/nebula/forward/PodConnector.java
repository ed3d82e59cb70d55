package nebula.forward;

import java.io.IOException;
import nebula.kube.Tunnel;

/// Opens connections to ports of pods.
interface PodConnector {
  Tunnel connect(String pod, int port) throws IOException;
}
