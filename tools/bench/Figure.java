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
          + " start gave to k3d."),
  CAUSE(
      "cause",
      "a fault that Kubernetes knows of, to its cause and mend",
      Unit.SECONDS,
      new Limit.Below(5),
      "Seven services that cannot work come into a run at once: no such image, a crash, too little"
          + " memory, no node large enough, a probe that fails, a missing ConfigMap, a claim"
          + " without a volume. From the first sign in a plain watch (kubectl) until the API gives"
          + " the service's cause with its mend; the slowest of the seven."),
  SYNC_ONE(
      "sync-one",
      "a changed file, save to read in the container",
      Unit.MILLISECONDS,
      new Limit.Below(100),
      "A file of 1 kB is saved 200 times, 40 to 140 ms after the last save was read; a program in"
          + " the container watches the folder (`fs.watch` of Node), reads what changed, and tells"
          + " when it read the new content, by the kernel's clock, which is this machine's."),
  SYNC_ONE_WORST(
      "sync-one-p99",
      "the 99th percentile of these",
      Unit.MILLISECONDS,
      new Limit.Below(300),
      "What 99 % of the 200 edits of sync-one do not exceed."),
  SYNC_MANY(
      "sync-many",
      "1,000 changed files at once",
      Unit.SECONDS,
      new Limit.Below(2),
      "From before the first of 1,000 files of 1 kB is saved until the last was read in the"
          + " container, timed as sync-one; the saving itself is in it."),
  SYNC_RESTART(
      "sync-restart",
      "changed code, save to the new process' answer",
      Unit.SECONDS,
      new Limit.Times(1.2, "the process's own start"),
      "A source file is saved that needs a new process, and the service is asked through its"
          + " forward, 5 ms after each answer, until one is of the new code. The process (Node,"
          + " with a second of loading) tells its own start: from its beginning in /proc until it"
          + " listens."),
  REBUILD(
      "rebuild",
      "changed source, save to healthy with a new image",
      Unit.SECONDS,
      new Limit.Times(1.15, "build + push + the pod's start"),
      "A file that no sync rule brings is saved, until the service is healthy and answers with it;"
          + " all other layers are cached. Before each, apart: `docker build` of such a change,"
          + " `docker push` of it, and the start of such a pod, from the end of `kubectl apply`"
          + " until a watch tells that it is ready. Both begin at any moment of the kubelet's"
          + " second."),
  PAGE_STATE(
      "page-state",
      "state change in Kubernetes, to seen in the page",
      Unit.MILLISECONDS,
      new Limit.Below(150),
      "A pod turns unwell and well again, ten times. From when the API server tells a plain watch"
          + " (kubectl) that the pod is ready, or is no longer, until the service's row in a"
          + " headless Chromium says so and is drawn."),
  PAGE_LOG(
      "page-log",
      "line written by a container, to seen in the page",
      Unit.MILLISECONDS,
      new Limit.Below(150),
      "50 lines. From the write in the container, by the kernel's clock, until the line is on the"
          + " logs' page of a headless Chromium and drawn."),
  PAGE_WEIGHT(
      "page-weight",
      "weight of the page",
      Unit.KILOBYTES,
      new Limit.Below(600),
      "What `/` and `/logs` load in Chromium, each file once, as it is sent (gzip): HTML, styles,"
          + " scripts and pictures; what the API answers is not in it."),
  PAGE_PAINT(
      "page-paint",
      "first paint of the page",
      Unit.MILLISECONDS,
      new Limit.Below(300),
      "First contentful paint of `/` as Chromium tells it, with nothing in its cache."),
  PAGE_IDLE(
      "page-idle",
      "processor time of run and page while nothing happens",
      Unit.PERCENT,
      new Limit.Below(1),
      "Over 60 s, from a minute after the last change, with one service and its page open: the"
          + " run's process in /proc, with its board on a terminal, and the page's main thread"
          + " (TaskDuration of Chromium), added; of one processor."),
  LOG_FLOOD(
      "log-flood",
      "lines lost of 20,000 a second for 60 s",
      Unit.LINES,
      new Limit.Below(1),
      "Ten services write 2,000 numbered lines a second each, while the page shows the logs; when"
          + " no more arrive, the numbers are looked for in the files on disk. Once, however many"
          + " runs."),
  LOG_FLOOD_MEMORY(
      "log-flood-memory",
      "memory of the run meanwhile",
      Unit.MEGABYTES,
      new Limit.Below(300),
      "VmRSS of its process, read once a second during log-flood; the greatest."),
  LOG_FLOOD_INPUT(
      "log-flood-input",
      "the page's answer to a key meanwhile",
      Unit.MILLISECONDS,
      new Limit.Below(100),
      "A key is pressed once a second during log-flood, some 60 times; from the press until the"
          + " frame after it is drawn; the longest of all."),
  LOG_SEARCH(
      "log-search",
      "search of 1,000,000 lines on disk",
      Unit.SECONDS,
      new Limit.Below(1),
      "In the benchmark's own process: a word that is in 100 of them, letter case not counting,"
          + " in the logs of ten services, until the page of results is there; the files"
          + " were just written, so the system has them in memory.");

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
