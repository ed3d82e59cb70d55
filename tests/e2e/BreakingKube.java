package e2e;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import nebula.kube.Kube;

/// A real cluster's connection, on which something happens while a command gets its input.
final class BreakingKube {
  private BreakingKube() {}

  /// @param bytes of a command's input after which it happens, in mid-sending
  static Kube of(Kube real, long bytes, Runnable happens) {
    return (Kube)
        Proxy.newProxyInstance(
            Kube.class.getClassLoader(),
            new Class<?>[] {Kube.class},
            (_, method, arguments) -> {
              for (int at = 0; arguments != null && at < arguments.length; at++) {
                if (arguments[at] instanceof InputStream in) {
                  arguments[at] = new Interrupted(in, bytes, happens);
                }
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
              }
            });
  }

  private static final class Interrupted extends FilterInputStream {
    private final Runnable happens;
    private long left;

    Interrupted(InputStream in, long bytes, Runnable happens) {
      super(in);
      this.left = bytes;
      this.happens = happens;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      int count = super.read(buffer, from, length);
      if (left > 0 && left <= count) {
        happens.run();
      }
      left -= count;
      return count;
    }
  }
}
