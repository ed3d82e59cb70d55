package nebula.health;

import java.net.SocketTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import nebula.kube.Kube;
import nebula.model.HealthCheck;
import nebula.model.ProbeResult;
import nebula.model.Service;

/// Asks by the ways that users take: through the forwards on this machine, and in the containers.
/// All checks are asked at the same time, each on a virtual thread that ends with it; nothing is
/// kept between two probes.
public final class LiveProber implements Prober {
  private final Kube kube;
  private final Clock clock;

  public LiveProber(Kube kube) {
    this(kube, Clock.systemUTC());
  }

  LiveProber(Kube kube, Clock clock) {
    this.kube = kube;
    this.clock = clock;
  }

  /// The result is of the moment of asking, so that it counts for nothing that came later.
  @Override
  public ProbeResult probe(Service service, List<String> pods, Duration limit)
      throws InterruptedException {
    Instant asked = clock.instant();
    long deadline = System.nanoTime() + limit.toNanos();
    List<Asked> questions = new ArrayList<>();
    for (HealthCheck check : service.health()) {
      for (Question question : questions(check, service, pods)) {
        questions.add(Asked.begin(question, limit));
      }
    }
    try {
      return together(questions, deadline, limit, asked);
    } finally {
      questions.forEach(Asked::end);
    }
  }

  private static ProbeResult together(
      List<Asked> questions, long deadline, Duration limit, Instant at)
      throws InterruptedException {
    List<String> answers = new ArrayList<>();
    for (Asked question : questions) {
      Answer answer = question.answer(deadline, limit);
      if (!answer.passed()) {
        return new ProbeResult(false, answer.words(), at);
      }
      if (!answers.contains(answer.words())) {
        answers.add(answer.words());
      }
    }
    return new ProbeResult(true, String.join(", ", answers), at);
  }

  private List<Question> questions(HealthCheck check, Service service, List<String> pods) {
    return switch (check) {
      case HealthCheck.Http http -> List.of(new HttpQuestion(http));
      case HealthCheck.Tcp tcp -> List.of(new TcpQuestion(tcp));
      case HealthCheck.Grpc grpc -> List.of(new GrpcQuestion(grpc));
      case HealthCheck.Running _ ->
          List.of(new RunningQuestion(service.local().isPresent() || !pods.isEmpty()));
      case HealthCheck.Exec exec -> inEach(pods, exec);
    };
  }

  private List<Question> inEach(List<String> pods, HealthCheck.Exec exec) {
    List<Question> questions = new ArrayList<>();
    for (String pod : pods) {
      questions.add(new ExecQuestion(kube, pod, exec.command()));
    }
    return questions.isEmpty() ? List.of(new RunningQuestion(false)) : questions;
  }

  /// A question on its way.
  private record Asked(Question question, FutureTask<Answer> task) {

    static Asked begin(Question question, Duration limit) {
      FutureTask<Answer> task = new FutureTask<>(() -> question.ask(limit));
      Thread.ofVirtual().name("probe " + question.subject()).start(task);
      return new Asked(question, task);
    }

    Answer answer(long deadline, Duration limit) throws InterruptedException {
      try {
        return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException slow) {
        return unanswered(limit);
      } catch (ExecutionException failed) {
        return failed.getCause() instanceof SocketTimeoutException
            ? unanswered(limit)
            : Answer.failed(question.subject() + " could not be asked: " + failed.getCause());
      }
    }

    private Answer unanswered(Duration limit) {
      String time =
          limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
      return Answer.failed(question.subject() + " not answered within " + time);
    }

    /// The interrupt closes the socket that the question may still wait at.
    void end() {
      task.cancel(true);
    }
  }
}
