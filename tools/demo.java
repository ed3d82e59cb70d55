///usr/bin/env "$(dirname "$(readlink -f "$0")")/../jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//SOURCES ../lib/nebula/Nebula.java

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import nebula.command.ProcessEnd;
import nebula.command.Script;
import nebula.model.ExitCode;
import nebula.model.Failure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

void main(String... arguments) {
  ProcessEnd.with(Script.run(new DemoCommand(), arguments));
}

/// Goes the whole way through the stack: Temporal takes the workflow and keeps it in PostgreSQL,
/// the worker runs it and its activity, and the result comes back. By Temporal's HTTP API, so that
/// it needs nothing but a JDK.
@Command(
    name = "demo.java",
    mixinStandardHelpOptions = true,
    description = "Runs the example workflow through the stack and prints its result.")
static final class DemoCommand implements Callable<Integer> {
  /// How long the server may take for one answer; its own long polls end after 20 seconds.
  private static final Duration ONE_ANSWER = Duration.ofSeconds(30);

  private static final String CLOSED = "EVENT_TYPE_WORKFLOW_EXECUTION_";

  private final JsonMapper json = new JsonMapper();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      defaultValue = "Nebula",
      description = "Whom to greet (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--port",
      defaultValue = "7243",
      description = "Temporal's HTTP API on 127.0.0.1 (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--task-queue",
      defaultValue = "nebula",
      description = "The task queue that the worker polls (default: ${DEFAULT-VALUE}).")
  private String taskQueue;

  @Option(
      names = "--timeout",
      defaultValue = "30",
      paramLabel = "SECONDS",
      description = "How long the workflow may take (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() throws InterruptedException {
    try (var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()) {
      var began = Instant.now();
      var workflow = "/workflows/demo-" + UUID.randomUUID();
      answer(http, request(workflow).POST(BodyPublishers.ofString(start())));
      System.out.println(resultOf(closingEvent(http, workflow)));
      System.err.printf(
          "greet ran through Temporal and nebula-worker in %d ms%n",
          Duration.between(began, Instant.now()).toMillis());
      return ExitCode.HEALTHY.number();
    }
  }

  private String start() {
    return json.writeValueAsString(
        Map.of(
            "workflowType", Map.of("name", "greet"),
            "taskQueue", Map.of("name", taskQueue),
            "input", List.of(name),
            "workflowExecutionTimeout", seconds + "s"));
  }

  /// Asks until there is one: an answer without events is the end of a long poll. The workflow's
  /// own timeout ends it.
  private JsonNode closingEvent(HttpClient http, String workflow) throws InterruptedException {
    var path =
        workflow
            + "/history?waitNewEvent=true"
            + "&historyEventFilterType=HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT";
    while (true) {
      var events = answer(http, request(path).GET()).path("history").path("events");
      if (!events.isEmpty()) return events.get(events.size() - 1);
    }
  }

  private String resultOf(JsonNode event) {
    return switch (event.path("eventType").asString("").replace(CLOSED, "")) {
      case "COMPLETED" ->
          event
              .path("workflowExecutionCompletedEventAttributes")
              .path("result")
              .path(0)
              .asString("");
      case "TIMED_OUT" ->
          throw Failure.timedOut(
              "no worker of the task queue %s ran it within %d s".formatted(taskQueue, seconds),
              "look at ./jbang tools/status.java, and ./jbang tools/logs.java nebula-worker");
      default ->
          throw Failure.failed(
              "the workflow failed: "
                  + event
                      .path("workflowExecutionFailedEventAttributes")
                      .path("failure")
                      .path("message")
                      .asString(event.toString()),
              "look at ./jbang tools/logs.java nebula-worker, and at http://localhost:8080");
    };
  }

  private HttpRequest.Builder request(String path) {
    var api = "http://127.0.0.1:%d/api/v1/namespaces/default".formatted(port);
    return HttpRequest.newBuilder(URI.create(api + path)).timeout(ONE_ANSWER);
  }

  private JsonNode answer(HttpClient http, HttpRequest.Builder request)
      throws InterruptedException {
    try {
      var response = http.send(request.build(), BodyHandlers.ofString());
      if (response.statusCode() == 200) return json.readTree(response.body());
      throw Failure.failed(
          "Temporal's HTTP API says %d: %s"
              .formatted(response.statusCode(), response.body().strip()),
          "look at ./jbang tools/logs.java temporal");
    } catch (IOException unreachable) {
      throw Failure.failed(
          "Temporal's HTTP API does not answer on 127.0.0.1:" + port,
          "run ./jbang up.java in another terminal and leave it: its ports are open while it runs");
    }
  }
}
