package nebula.kube;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/// A connection to a port of a pod: bytes both ways until one side closes.
public interface Tunnel extends Closeable {
  InputStream input();

  OutputStream output();
}
