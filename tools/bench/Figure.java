package nebula.bench;

/// A promise about time or memory, and how it is held to.
enum Figure {
  HELP(
      "help",
      "`--help`",
      Unit.SECONDS,
      new Limit.Below(0.3),
      "`./jbang up.java --help`, after a first one that is not counted and when the class archive"
          + " is there."),
  PLAN(
      "plan",
      "`--plan`, nothing to do",
      Unit.SECONDS,
      new Limit.Below(0.6),
      "`./jbang up.java --plan` while all five services are healthy."),
  SECOND_UP(
      "second-up",
      "second `up --wait`, nothing changed",
      Unit.SECONDS,
      new Limit.Below(0.9),
      "`./jbang up.java --wait` while all five services are healthy and no other run has the"
          + " ports."),
  MEMORY(
      "memory",
      "memory of `up` in the foreground",
      Unit.MEGABYTES,
      new Limit.Below(200),
      "VmRSS of the one process of `./jbang up.java`, on a terminal of 120 columns, 20 s after its"
          + " start on a running, empty cluster (or when all pods are ready, if that is later)."),
  EMPTY(
      "empty",
      "`up --wait` on a running, empty cluster",
      Unit.SECONDS,
      new Limit.Times(1.10, "the chain"),
      "After `down --volumes --yes`, images on the node. The chain: the starts of postgres, then"
          + " temporal, then temporal-ui, each from its apply to its first healthy answer in the"
          + " same run, added up."),
  DOWN(
      "down",
      "`down`",
      Unit.SECONDS,
      new Limit.Times(1.3, "the longest grace of a pod"),
      "`./jbang down.java` after such a start; the graces are read from the pods before."),
  COMPOSE(
      "compose",
      "`up --wait temporal-ui` beside Compose",
      Unit.SECONDS,
      new Limit.Times(1.3, "Compose"),
      "`docker compose up -d --wait` (tools/bench/compose.yaml) and `./jbang up.java --wait"
          + " temporal-ui` by turns, each without data; both have the images."),
  COLD(
      "cold",
      "cold `up --wait`, no cluster",
      Unit.SECONDS,
      new Limit.Times(1.10, "k3d's create + the chain"),
      "After `reset --yes`, images in Docker. k3d's create is measured apart, before each of these"
          + " starts: `k3d cluster create` with the words and variables that the first, uncounted"
          + " start gave to k3d.");

  private final String id;
  private final String title;
  private final Unit unit;
  private final Limit limit;
  private final String method;

  Figure(String id, String title, Unit unit, Limit limit, String method) {
    this.id = id;
    this.title = title;
    this.unit = unit;
    this.limit = limit;
    this.method = method;
  }

  /// The name for `--only`.
  String id() {
    return id;
  }

  String title() {
    return title;
  }

  Unit unit() {
    return unit;
  }

  Limit limit() {
    return limit;
  }

  /// How it is measured, in sentences.
  String method() {
    return method;
  }
}
