package nebula.kube;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A cluster of which nothing may be asked but what a test's own kind of it answers.
public abstract class KubeOnPaper implements Kube {
  @Override
  public Applied apply(String service, List<Manifest> manifests) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> difference(String service, List<Manifest> manifests) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Manifest> unknownKinds(List<Manifest> manifests) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> installed() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(String service, Removal removal) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int restart(String service) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ServiceView view(String service) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Map<String, Use> usage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> claims(String service) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription watch(ObservationListener observer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ExecOutcome exec(
      String pod,
      Optional<String> container,
      List<String> command,
      Consumer<String> eachLine,
      Duration limit)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  @Override
  public ExecOutcome exec(
      String pod, Optional<String> container, List<String> command, InputStream in, Duration limit)
      throws IOException, InterruptedException {
    throw new UnsupportedOperationException();
  }

  @Override
  public Terminal terminal(String pod, String container, Terminal.Size size) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Tunnel connect(String pod, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription followLogs(
      String pod, String container, Supplier<LogStart> start, Consumer<LogRecord> eachLine) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> lastLogs(String pod, String container, boolean previous, int lines) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<LogRecord> pastLogs(
      String pod, String container, boolean previous, Optional<Instant> since, int most) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
