package nebula.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Container;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Warning;

/// What the kubelet heard when it asked a container, from the event `Unhealthy`.
///
/// @param probe `readiness`, `liveness` or `startup`
/// @param answer in words
/// @param patience how long such an answer is normal for a container that starts
public record ProbeEvent(String probe, String answer, Duration patience) {
  private static final String SIMILAR = "(combined from similar events): ";

  /// The newest failed probe of the pod since the moment.
  static Optional<ProbeEvent> since(Instant moment, Pod pod, Observation observation) {
    return Warnings.newest(observation, "Pod", pod.name(), "Unhealthy", " probe ", moment)
        .map(ProbeEvent::of);
  }

  /// The newest failed probe since the moment that is of a kind for which the kubelet ends
  /// containers.
  static Optional<ProbeEvent> killing(Instant from, Pod pod, Observation observation) {
    for (String probe : new String[] {"Liveness probe ", "Startup probe "}) {
      Optional<Warning> event =
          Warnings.newest(observation, "Pod", pod.name(), "Unhealthy", probe, from);
      if (event.isPresent()) {
        return event.map(ProbeEvent::of);
      }
    }
    return Optional.empty();
  }

  private static ProbeEvent of(Warning event) {
    return of(event.message());
  }

  /// @param message of the event
  public static ProbeEvent of(String message) {
    String text = message.startsWith(SIMILAR) ? message.substring(SIMILAR.length()) : message;
    String probe = Extract.before(text, " probe ").toLowerCase(Locale.ROOT);
    String failed = Extract.after(text, " probe failed:");
    String answer = Extract.after(failed, " probe errored and resulted in unknown state:").strip();
    String command = Extract.between(text, "exec: \"", "\": ");
    if (!command.isEmpty() && Extract.containsAny(text, "executable file not found", "no such")) {
      return new ProbeEvent(probe, "there is no " + command + " in the image", Duration.ZERO);
    }
    return new ProbeEvent(probe, words(answer), patience(answer));
  }

  Cause cause(Container container, Mends mends) {
    String what = "its " + probe + " probe fails: " + answer + " (Unhealthy)";
    return Cause.of(Kind.PROBE, what, mend(container, mends));
  }

  Cause killCause(Container container, Mends mends) {
    String what =
        "the container "
            + container.name()
            + " was killed, because its "
            + probe
            + " probe failed: "
            + answer
            + " (Unhealthy)";
    return Cause.of(Kind.PROBE, what, mend(container, mends));
  }

  private String mend(Container container, Mends mends) {
    String field = "`" + probe + "Probe` of " + container.name();
    return mends.logs() + ", or " + mends.edit("correct " + field);
  }

  private static Duration patience(String answer) {
    boolean wrong =
        answer.contains("statuscode: 4") || answer.contains("does not implement the grpc health");
    return wrong ? Patience.WRONG_ANSWER : Patience.SLOW_START;
  }

  private static String words(String answer) {
    String url = Extract.between(answer, "Get \"", "\"");
    String asked = url.isEmpty() ? "" : "GET " + withoutHost(url) + ": ";
    String code = Extract.after(answer, "HTTP probe failed with statuscode: ");
    if (!code.equals(answer)) {
      return "it answered " + Extract.line(code);
    }
    if (answer.contains("connection refused")) {
      return asked + "nothing listens on port " + port(answer);
    }
    String service = Extract.between(answer, "failed to connect service \"", "\"");
    if (!service.isEmpty()) {
      return "no gRPC answer on port " + Extract.afterLast(service, ":");
    }
    String slow = Extract.between(answer, "command timed out: \"", "\" timed out after ");
    if (!slow.isEmpty()) {
      String limit = Extract.line(Extract.afterLast(answer, " timed out after "));
      return "`" + command(slow) + "` did not end within " + limit;
    }
    if (Extract.containsAny(answer, "context deadline exceeded", "i/o timeout", "Client.Timeout")) {
      return asked + "not answered in time";
    }
    if (Extract.containsAny(answer, "no running task found", "is in CONTAINER_EXITED state")) {
      return "its container had ended";
    }
    String serving = Extract.between(answer, "service unhealthy (responded with \"", "\"");
    if (!serving.isEmpty()) {
      return "gRPC health answered " + serving;
    }
    return answer.isBlank() ? "its command ended with an error" : Extract.line(answer);
  }

  /// Of a script its first line; the kubelet writes line breaks as `\n`.
  private static String command(String quoted) {
    String first = Extract.before(quoted, "\\n");
    return first.equals(quoted) ? quoted : first + " …";
  }

  /// `http://10.42.0.24:8080/health` as `:8080/health`: the address is another one for each pod.
  private static String withoutHost(String url) {
    int host = url.indexOf("://");
    int port = url.indexOf(':', host + 3);
    return host < 0 || port < 0 ? url : url.substring(port);
  }

  private static String port(String refusal) {
    return Extract.afterLast(Extract.between(refusal, "dial tcp ", ": connect"), ":");
  }
}
