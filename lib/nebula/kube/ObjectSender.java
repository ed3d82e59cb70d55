package nebula.kube;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import nebula.kube.ApplyPlan.Step;

/// Sends the objects of an apply, those of one wave at the same time.
final class ObjectSender {
  private static final Duration GONE_LIMIT = Duration.ofSeconds(60);

  /// The workloads, whose templates may make claims too, come after it.
  private static final int CLAIMS_WAVE = 1;

  private final FabricApi api;
  private final Optional<VolumeAhead> volumes;

  ObjectSender(FabricApi api, Optional<VolumeAhead> volumes) {
    this.api = api;
    this.volumes = volumes;
  }

  /// What is refused is in the results, and keeps no other object of the wave back.
  List<Sent> send(List<Step> steps, int wave) throws ApiError, InterruptedException {
    List<Callable<Sent>> requests = new ArrayList<>();
    for (Step step : steps) {
      if (step.object().wave() == wave) {
        requests.add(() -> send(step));
      } else if (wave == CLAIMS_WAVE && volumes.isPresent()) {
        requests.add(() -> makeClaims(step.object(), volumes.get()));
      }
    }
    return requests.isEmpty()
        ? List.of()
        : Together.all(requests).stream().filter(Objects::nonNull).toList();
  }

  /// Those of a StatefulSet's templates, with their volumes.
  ///
  /// @return null: nothing of the service's manifests was sent
  private Sent makeClaims(Desired object, VolumeAhead volumes)
      throws ApiError, InterruptedException {
    for (Claim claim : Claim.of(object)) {
      if (volumes.prepare(claim)) {
        api.apply(claim.path(), api.json().asJson(claim.object()));
        volumes.awaitBound(claim);
      }
    }
    return null;
  }

  /// The object, and before it the volume if it is a claim.
  private ApiObject sendWithVolume(Desired object) throws ApiError, InterruptedException {
    List<Claim> claims =
        volumes.isPresent() && object.wave() == CLAIMS_WAVE ? Claim.of(object) : List.of();
    boolean made = !claims.isEmpty() && volumes.get().prepare(claims.getFirst());
    ApiObject stored = api.apply(object.path(), object.json());
    if (made) {
      volumes.get().awaitBound(claims.getFirst());
    }
    return stored;
  }

  private Sent send(Step step) throws InterruptedException {
    Desired object = step.object();
    try {
      if (step.going()) {
        awaitGone(object.path());
      }
      ApiObject stored = sendWithVolume(object);
      if (object.isCustomResourceDefinition()) {
        Polling.until(GONE_LIMIT, () -> isEstablished(object.path()));
      }
      return new Sent(object, Fingerprint.of(stored, api.json()), null);
    } catch (ApiError e) {
      return new Sent(object, "-", e);
    }
  }

  private void awaitGone(String path) throws ApiError, InterruptedException {
    Polling.until(GONE_LIMIT, () -> api.get(path).map(object -> !object.going()).orElse(true));
  }

  private boolean isEstablished(String path) throws ApiError, InterruptedException {
    return api.get(path)
        .map(definition -> definition.at("status", "conditions").condition("Established"))
        .map(established -> established.at("status").isTrue())
        .orElse(false);
  }
}
