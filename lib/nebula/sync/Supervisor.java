package nebula.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nebula.kube.Manifest;
import nebula.model.Observation;

/// Makes a container's process one that can be started anew while the container stays: a container
/// that is restarted loses the files that were synced, and Kubernetes waits longer each time.
///
/// A shell becomes the container's first process. It passes signals on and ends as its child ends,
/// except that on SIGHUP it ends the child and starts it again.
public final class Supervisor {
  private static final String NAME = "nebula-supervisor";

  /// Found nowhere: the process cannot be started anew.
  static final int NOT_SUPERVISED = 90;

  /// Kubernetes replaces `$$` by `$` and `$(NAME)` by a variable in a command, so neither is in
  /// here. A program started in the background ignores SIGINT, so SIGINT is passed on as SIGTERM.
  /// After a restart was asked for, whatever the old process left running is killed: it may hold
  /// the port.
  private static final String LOOP =
      """
      child= again= ending=
      pass() { [ -z "$child" ] || kill "-$1" "$child" 2>/dev/null; }
      trap 'got=1 again=1; pass TERM' HUP
      trap 'got=1 ending=1; pass TERM' TERM INT
      trap 'got=1 ending=1; pass QUIT' QUIT
      trap 'got=1; pass USR1' USR1
      trap 'got=1; pass USR2' USR2
      left() {
        for f in /proc/[0-9]*/status; do
          parent= state=
          while read -r key value rest; do
            case $key in
              State:) state=$value ;;
              PPid:) parent=$value; break ;;
            esac
          done 2>/dev/null <"$f"
          if [ "$parent" = "$me" ] && [ "$state" != Z ]; then
            pid=${f#/proc/}
            kill -KILL "${pid%/status}" 2>/dev/null
          fi
        done
      }
      read -r me rest </proc/self/stat
      while :; do
        again=
        "$@" <&0 &
        child=$!
        [ -z "$ending$again" ] || pass TERM
        code=127
        while :; do
          got=
          wait "$child" 2>/dev/null
          last=$?
          [ "$last" = 127 ] || code=$last
          [ -n "$got" ] || break
        done
        child=
        [ -n "$again" ] && [ -z "$ending" ] || exit "$code"
        left
      done
      """;

  /// Asks for a restart, and returns when the old process is gone. After the grace it is killed.
  ///
  /// $1 the name of the supervisor, $2 seconds of grace
  private static final String RESTART =
      """
      exec 2>/dev/null
      boss=
      for f in /proc/[0-9]*/cmdline; do
        pid=${f#/proc/}
        pid=${pid%/cmdline}
        [ "$pid" = "$$" ] && continue
        if tr '\\0' '\\n' 2>/dev/null <"$f" | grep -qxF -- "$1"; then
          boss=$pid
          break
        fi
      done
      [ -n "$boss" ] || exit 90
      old=
      for f in /proc/[0-9]*/status; do
        while read -r key value rest; do
          if [ "$key" = PPid: ]; then
            pid=${f#/proc/}
            [ "$value" != "$boss" ] || old="$old ${pid%/status}"
            break
          fi
        done 2>/dev/null <"$f"
      done
      kill -HUP "$boss" || exit
      end=$(($(date +%s) + $2))
      for pid in $old; do
        while kill -0 "$pid" 2>/dev/null; do
          if [ "$(date +%s)" -gt "$end" ]; then
            kill -KILL "$pid" 2>/dev/null
          fi
          sleep 0.02 2>/dev/null || sleep 1
        done
      done
      """;

  private Supervisor() {}

  /// The manifests with a supervisor in front of the command of each container that runs the image.
  ///
  /// @param image as the manifests name it
  /// @param entrypoint of the image
  /// @param command of the image (`CMD`)
  public static List<Manifest> wrap(
      List<Manifest> manifests, String image, List<String> entrypoint, List<String> command) {
    return manifests.stream()
        .map(each ->
            each.withContainers(image, container -> supervise(container, entrypoint, command)))
        .toList();
  }

  /// Whether a container could not start because its image has no `sh` to be the supervisor: the
  /// manifests must go unwrapped then.
  public static boolean lacksShell(Observation observation) {
    return observation.pods().stream()
        .flatMap(pod -> pod.containers().stream())
        .map(Supervisor::troubleOf)
        .anyMatch(text -> text.contains("exec: \"sh\"") && text.contains("not found"));
  }

  static List<String> restart(String container, int graceSeconds) {
    return List.of("sh", "-c", RESTART, "nebula-restart", name(container), "" + graceSeconds);
  }

  /// The same as lines of a script.
  ///
  /// @param container its name, as it is written between double quotes in a shell
  static String restartOf(String container) {
    return "set -- \"%s\" %d\n%s".formatted(name(container), ContainerSync.GRACE_SECONDS, RESTART);
  }

  static List<String> command(String container, List<String> original) {
    List<String> words = new ArrayList<>(List.of("sh", "-c", LOOP, name(container)));
    words.addAll(original);
    return words;
  }

  private static String name(String container) {
    return NAME + ":" + container;
  }

  private static String troubleOf(Observation.Container container) {
    String last = container.lastEnd().map(Observation.Terminated::message).orElse("");
    return switch (container.state()) {
      case Observation.Waiting waiting -> waiting.message() + last;
      case Observation.Terminated end -> end.message() + last;
      case Observation.Running _ -> "";
    };
  }

  private static void supervise(
      Map<String, Object> container, List<String> entrypoint, List<String> command) {
    List<String> own = words(container.get("command"));
    List<String> arguments = words(container.get("args"));
    List<String> original = new ArrayList<>();
    if (own.isEmpty()) {
      original.addAll(escaped(entrypoint));
      original.addAll(arguments.isEmpty() ? escaped(command) : arguments);
    } else {
      original.addAll(own);
      original.addAll(arguments);
    }
    container.put("command", command(String.valueOf(container.get("name")), original));
    container.remove("args");
  }

  /// Kubernetes replaces variables in a manifest's command, and not in an image's.
  private static List<String> escaped(List<String> words) {
    return words.stream().map(word -> word.replace("$", "$$")).toList();
  }

  private static List<String> words(Object list) {
    return list instanceof List<?> words ? words.stream().map(String::valueOf).toList() : List.of();
  }
}
