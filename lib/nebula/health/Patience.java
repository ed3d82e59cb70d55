package nebula.health;

import java.time.Duration;

/// How long each thing may last before it counts as failing, and how long a failure may last before
/// `up --wait` gives up on it.
final class Patience {
  /// What has gone on for this long most likely goes on: what mends it is told, though it may still
  /// be a slow start.
  static final Duration SURE = Duration.ofSeconds(4);

  /// A probe that has failed for this long, after the time that most starts take, is no slow start:
  /// some make a database anew, or compile, for minutes.
  static final Duration SAME_ANSWER = Duration.ofMinutes(3);

  /// A volume that is there is bound to the claim that names it within a second.
  static final Duration NAMED_VOLUME = Duration.ofSeconds(3);

  /// The informer tells of an applied object some milliseconds after the API server took it; until
  /// then the picture is that of the objects before.
  static final Duration APPLY_IS_SEEN = Duration.ofMillis(250);

  /// Kubernetes writes times in whole seconds, cut off.
  static final Duration CLOCK_STEP = Duration.ofSeconds(1);

  /// A pod passes through "unschedulable" for a moment while its claim is bound or the node's
  /// taints of the start are removed one by one.
  static final Duration PLACEMENT = Duration.ofSeconds(2);

  /// A node that has just been made or started takes this long to be ready.
  static final Duration NODE_START = Duration.ofSeconds(30);

  /// The kubelet looks at a ConfigMap that was made together with the pod one or two tries later.
  static final Duration MOUNT = Duration.ofSeconds(4);

  /// … so a volume that cannot be mounted at all has been tried this often by then.
  static final int MOUNTS_TRIED = 3;

  /// Events are cut off to the second, and sent when the kubelet has time for it.
  static final Duration LATE_EVENT = Duration.ofSeconds(3);

  /// The node's network plugin starts after the node is ready.
  static final Duration SANDBOX = Duration.ofSeconds(10);

  /// The storage provisioner starts a pod of its own for each volume.
  static final Duration CLAIM = Duration.ofSeconds(30);

  /// Servers that start answer nothing, or 503, until they are done: databases that recover and
  /// JVMs take this long.
  static final Duration SLOW_START = Duration.ofSeconds(30);

  /// A server that answers "no such page" or "not allowed" runs; few add routes later than this.
  static final Duration WRONG_ANSWER = Duration.ofSeconds(10);

  /// A container that crashed and was started again still counts as crashed for this long after the
  /// first crash, twice this after the second …: one that crashes again within it would otherwise
  /// flicker between failing and healthy.
  static final Duration CRASH_ECHO = Duration.ofSeconds(3);

  /// … but no longer than this many times, so that one crash after many calm days is soon over.
  static final int CRASH_ECHOES = 5;

  /// A container without any check is believed when it has run for this long: a wrong option or a
  /// missing file ends most programs within a second.
  static final Duration UNCHECKED = Duration.ofSeconds(2);

  /// From Nebula's own order to end a container to its end: the usual grace of a pod is 30 s.
  static final Duration ASKED_RESTART = Duration.ofSeconds(35);

  /// From the last answer of a failed liveness probe to the end of the container: 30 s of grace.
  static final Duration PROBE_KILL = Duration.ofSeconds(35);

  /// One failed answer of a service that was healthy may be a hiccup of a busy machine; a second
  /// one, asked for at once, is not.
  static final int FAILED_PROBES = 2;

  /// The kubelet's first retry of a pull comes after 10 s.
  static final Duration SECOND_PULL = Duration.ofSeconds(11);

  /// Something that another service or the cluster may still bring: a ConfigMap, a claim, room on
  /// the node.
  static final Duration MAY_STILL_COME = Duration.ofSeconds(8);

  /// A container may crash once or twice because what it needs is a little late. One that crashed
  /// more often counts as crashed until it is ready.
  static final int CRASHES_FORGIVEN = 2;

  /// What crashes without being restarted (a Job) is tried again by a new pod after 10 s.
  static final Duration NEW_TRY = Duration.ofSeconds(25);

  /// A probe that kills gives a slow start more time at each restart only by luck.
  static final int PROBE_KILLS_FORGIVEN = 3;

  private Patience() {}

  static boolean lasted(Duration time, Duration limit) {
    return time.compareTo(limit) >= 0;
  }
}
