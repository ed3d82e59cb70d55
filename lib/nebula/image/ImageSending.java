package nebula.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import nebula.cluster.Docker;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.image.RegistryQuestion.Answer;
import nebula.model.Phase;
import nebula.model.RegistrySettings;
import nebula.process.Programs;
import nebula.process.Programs.Outcome;

/// Brings images that Docker has on this machine to the registry. The first goes alone, as the
/// service that all others wait for needs it; what is asked for meanwhile goes together afterwards,
/// so that layers that several have are read and sent once. Safe for use by many threads.
final class ImageSending {
  private static final String IDS = "{{.Id}}{{range .RootFS.Layers}} {{.}}{{end}}";

  private final Docker docker;
  private final LayerSending layers;
  private final ImagePush push;
  private final EventBus events;
  private final RegistrySettings registry;
  private final RegistryQuestion question;
  private final boolean evenIfThere;
  private final List<Request> waiting = new ArrayList<>();
  private final NavigableSet<Integer> expected = new TreeSet<>();
  private boolean someoneWorks;
  private boolean firstIsSent;

  private static final class Request {
    final String image;
    final ImageName name;
    final int order;
    volatile boolean done;

    /// Null when it went well.
    ImageUnavailable trouble;

    Request(String image, ImageName name, int order) {
      this.image = image;
      this.name = name;
      this.order = order;
    }
  }

  ImageSending(
      Programs programs,
      Docker docker,
      EventBus events,
      RegistrySettings registry,
      RegistryQuestion question,
      boolean evenIfThere) {
    this.docker = docker;
    this.layers = new LayerSending(programs, docker, registry);
    this.push = new ImagePush(docker);
    this.events = events;
    this.registry = registry;
    this.question = question;
    this.evenIfThere = evenIfThere;
  }

  /// One of that order may come soon: until it is known, none of a greater order is the first.
  synchronized void expect(int order) {
    expected.add(order);
  }

  synchronized void expectNoMore(int order) {
    expected.remove(order);
    notifyAll();
  }

  /// Returns when the registry has the image under that name.
  ///
  /// @param order of two that wait, the one with the smaller goes first
  void send(String image, ImageName name, int order) throws InterruptedException, ImageUnavailable {
    Request mine = new Request(image, name, order);
    put(List.of(mine));
    publish(mine, "waits for its turn", false);
    try {
      while (isItsTurn(mine)) {
        try {
          sendTogether(next(question.patiently(name)));
        } finally {
          endTurn();
        }
      }
    } finally {
      take(List.of(mine));
      boolean there = mine.done && mine.trouble == null;
      publish(mine, there ? "in the registry" : "not pushed", true);
    }
    if (mine.trouble != null) {
      throw mine.trouble;
    }
  }

  /// Returns when nothing is being sent or waits for it.
  synchronized void awaitEnd() throws InterruptedException {
    while (someoneWorks || !waiting.isEmpty()) {
      wait();
    }
  }

  /// Waits until nobody works for all; false when it is done without this thread's work.
  private synchronized boolean isItsTurn(Request mine) throws InterruptedException {
    while (!mine.done && (someoneWorks || isTheFirstOnItsWay())) {
      wait();
    }
    if (mine.done) {
      return false;
    }
    someoneWorks = true;
    return true;
  }

  private boolean isTheFirstOnItsWay() {
    return !firstIsSent
        && !expected.isEmpty()
        && waiting.stream().noneMatch(request -> request.order <= expected.first());
  }

  private synchronized void endTurn() {
    someoneWorks = false;
    notifyAll();
  }

  /// Takes out of those that wait what goes next; what needs nothing is done.
  private List<Request> next(Answer registryAnswers) {
    List<Request> all = inOrder();
    for (Request request : all) {
      Answer answer = registryAnswers == Answer.NO_ANSWER ? registryAnswers : ask(request);
      if (answer == Answer.NO_ANSWER) {
        end(request, ImageUnavailable.noRegistry(request.image, registry));
      } else if (answer == Answer.THERE && !evenIfThere) {
        end(request, null);
      }
    }
    List<Request> open = all.stream().filter(request -> !request.done).toList();
    List<Request> batch = goesAlone(open) ? List.of(open.getFirst()) : open;
    take(all.stream().filter(request -> request.done).toList());
    setOut(batch);
    return batch;
  }

  private synchronized boolean goesAlone(List<Request> open) {
    return !firstIsSent && !open.isEmpty();
  }

  private synchronized void setOut(List<Request> batch) {
    take(batch);
    firstIsSent |= !batch.isEmpty();
  }

  private synchronized List<Request> inOrder() {
    return waiting.stream().sorted(Comparator.comparingInt(request -> request.order)).toList();
  }

  private Answer ask(Request request) {
    return question.has(request.name);
  }

  /// An interrupt of the one who works for all leaves the others' requests to the next.
  private void sendTogether(List<Request> batch) throws InterruptedException {
    if (batch.isEmpty()) {
      return;
    }
    try {
      String trouble = layers.send(locals(batch), new Told(batch));
      for (Request request : batch) {
        if (!request.done && !trouble.isEmpty()) {
          end(request, ImageUnavailable.notPushed(request.image, registry, trouble));
        } else if (!request.done) {
          pushByDocker(request);
        }
      }
    } finally {
      put(batch.stream().filter(request -> !request.done).toList());
    }
  }

  private List<LocalImage> locals(List<Request> batch) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("image", "inspect", "--format", IDS));
    batch.forEach(request -> words.add(request.image));
    Outcome outcome = docker.ask(words.toArray(String[]::new));
    List<String> lines = outcome.out().lines().filter(line -> !line.isBlank()).toList();
    List<LocalImage> locals = new ArrayList<>();
    for (int at = 0;
        outcome.succeeded() && lines.size() == batch.size() && at < lines.size();
        at++) {
      List<String> digests = List.of(lines.get(at).strip().split(" "));
      Request request = batch.get(at);
      locals.add(
          new LocalImage(
              request.image, request.name, digests.getFirst(), digests.subList(1, digests.size())));
    }
    return locals;
  }

  private void pushByDocker(Request request) throws InterruptedException {
    String target = request.name.at(registry.hostAddress());
    Outcome tagged = docker.ask("tag", request.image, target);
    Outcome pushed = tagged;
    try {
      if (tagged.succeeded()) {
        pushed = push.push(target, text -> publish(request, text, false));
      }
    } finally {
      docker.ask("image", "rm", "--no-prune", target);
    }
    boolean arrived = pushed.succeeded() && question.patiently(request.name) == Answer.THERE;
    end(
        request,
        arrived ? null : ImageUnavailable.notPushed(request.image, registry, pushed.lastLine()));
  }

  private synchronized void end(Request request, ImageUnavailable trouble) {
    request.trouble = trouble;
    request.done = true;
    notifyAll();
  }

  private synchronized void put(List<Request> requests) {
    waiting.addAll(requests);
    notifyAll();
  }

  private synchronized void take(List<Request> requests) {
    waiting.removeAll(requests);
    notifyAll();
  }

  private void publish(Request request, String text, boolean done) {
    String subject = Event.Progress.image(request.image);
    events.publish(new Event.Progress(Instant.now(), subject, text, done, Optional.of(Phase.PUSH)));
  }

  private final class Told implements LayerSending.Told {
    private final List<Request> batch;

    Told(List<Request> batch) {
      this.batch = batch;
    }

    @Override
    public void sent(long bytes) {
      String others = batch.size() == 1 ? "" : " with %d others".formatted(batch.size() - 1);
      tell("pushing%s, %d MB".formatted(others, bytes / 1_000_000));
    }

    @Override
    public void arrived(LocalImage image) {
      batch.stream()
          .filter(request -> request.image.equals(image.image()))
          .forEach(request -> end(request, null));
    }

    @Override
    public void again(String trouble) {
      tell("pushing again after: " + trouble);
    }

    private void tell(String text) {
      batch.stream()
          .filter(request -> !request.done)
          .forEach(request -> publish(request, text, false));
    }
  }
}
