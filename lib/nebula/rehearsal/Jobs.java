package nebula.rehearsal;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Runs the pods of a Job until enough have succeeded or too many have failed.
final class Jobs implements Controller {
  private static final String COMPONENT = "job-controller";
  private static final String DONE = "Reached expected number of succeeded pods";
  private static final String FAILED = "Job has reached the specified backoff limit";

  private final Stage stage;

  Jobs(Stage stage) {
    this.stage = stage;
  }

  @Override
  public void reconcile(ObjectKey key) {
    ObjectNode job = stage.store().get(key).orElse(null);
    if (job == null
        || job.path("metadata").has("deletionTimestamp")
        || Condition.isTrue(job, "Complete")
        || Condition.isTrue(job, "Failed")) {
      return;
    }
    List<ObjectNode> pods = stage.ownedBy(job, "Pod");
    int succeeded = count(pods, "Succeeded");
    int failed = count(pods, "Failed");
    int active = pods.size() - succeeded - failed;
    JsonNode spec = job.path("spec");
    int completions = spec.path("completions").asInt(1);
    boolean hopeless = failed > spec.path("backoffLimit").asInt(6);
    int wanted = Math.min(completions - succeeded, spec.path("parallelism").asInt(1));
    for (; !hopeless && active < wanted; active++) {
      create(job);
    }
    int ready = (int) pods.stream().filter(PodTemplate::isReady).count();
    ObjectNode status = status(job, active, ready, succeeded, failed);
    if (succeeded >= completions) {
      end(job, status, "SuccessCriteriaMet", "Complete", "CompletionsReached", DONE);
      status.put("completionTime", stage.store().now());
      stage.events().normal(job, COMPONENT, "Completed", "Job completed");
    } else if (hopeless) {
      end(job, status, "FailureTarget", "Failed", "BackoffLimitExceeded", FAILED);
      stage.events().warning(job, COMPONENT, "BackoffLimitExceeded", FAILED);
    }
    stage.setStatus(key, status);
  }

  private void create(ObjectNode job) {
    String name = job.path("metadata").path("name").asString("");
    ObjectNode pod = PodTemplate.newPod(job);
    Json.child(pod, "metadata").put("generateName", name + "-");
    PodTemplate.label(pod, "batch.kubernetes.io/job-name", name);
    PodTemplate.label(pod, "job-name", name);
    ObjectNode made = stage.create("Pod", job, pod);
    String podName = made.path("metadata").path("name").asString("");
    stage.events().normal(job, COMPONENT, "SuccessfulCreate", "Created pod: " + podName);
  }

  private ObjectNode status(JsonNode job, int active, int ready, int succeeded, int failed) {
    String start = job.path("status").path("startTime").asString(stage.store().now());
    ObjectNode status = Json.empty().put("startTime", start).put("ready", ready);
    put(status, "active", active);
    put(status, "succeeded", succeeded);
    put(status, "failed", failed);
    return status.put("terminating", 0);
  }

  private void end(
      JsonNode job, ObjectNode status, String first, String last, String reason, String message) {
    ArrayNode conditions = status.putArray("conditions");
    String now = stage.store().now();
    conditions.add(Condition.of(job, first, true, reason, message, now));
    conditions.add(Condition.of(job, last, true, reason, message, now));
  }

  private static void put(ObjectNode status, String name, int count) {
    if (count > 0) {
      status.put(name, count);
    }
  }

  private static int count(List<ObjectNode> pods, String phase) {
    return (int)
        pods.stream()
            .filter(pod -> pod.path("status").path("phase").asString("").equals(phase))
            .count();
  }
}
