package nebula.health;

import java.time.Duration;
import java.util.Optional;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Observation;
import nebula.model.Observation.Claim;
import nebula.model.Observation.Warning;
import nebula.model.Phase;

/// Judges the volume claims of a service.
final class Storage {
  private Storage() {}

  /// @param waited how long the oldest pod has existed
  static Optional<Verdict> verdict(Observation observation, Duration waited, Mends mends) {
    for (Claim claim : observation.claims()) {
      if (!claim.bound()) {
        Optional<Warning> refusal =
            Warnings.newest(
                observation, "PersistentVolumeClaim", claim.name(), "ProvisioningFailed");
        return Optional.of(
            refusal.isPresent()
                ? Verdict.failing(Phase.SCHEDULE, refused(claim, refusal.get().message(), mends))
                : waiting(claim, waited, mends));
      }
    }
    return Optional.empty();
  }

  private static Cause refused(Claim claim, String message, Mends mends) {
    String unknownClass = Extract.between(message, "storage.k8s.io \"", "\" not found");
    if (!unknownClass.isEmpty()) {
      return Cause.of(
          Kind.CLAIM,
          "the volume claim "
              + claim.name()
              + " gets no volume: there is no storage class "
              + unknownClass
              + " (ProvisioningFailed)",
          mends.edit("take `storageClassName: " + unknownClass + "` away"));
    }
    String core = Extract.line(Extract.after(message, "\": "));
    return Cause.of(
        Kind.CLAIM,
        "the volume claim " + claim.name() + " gets no volume: " + core + " (ProvisioningFailed)",
        mends.edit("correct the PersistentVolumeClaim " + claim.name()));
  }

  private static Verdict waiting(Claim claim, Duration waited, Mends mends) {
    String name = "the volume claim " + claim.name();
    boolean sure = Patience.lasted(waited, Patience.SURE);
    if (!claim.volume().isBlank()) {
      return Verdict.failingIf(
          Patience.lasted(waited, Patience.NAMED_VOLUME),
          sure,
          Phase.SCHEDULE,
          Cause.of(
              Kind.CLAIM,
              name
                  + " gets no volume: the volume "
                  + claim.volume()
                  + " that it names is not there, or is of another claim",
              mends.edit("take `volumeName: " + claim.volume() + "` away")));
    }
    boolean lasted = Patience.lasted(waited, Patience.CLAIM);
    if (claim.storageClass().isBlank()) {
      Cause cause =
          Cause.of(
              Kind.CLAIM,
              name + " gets no volume: it names no storage class",
              mends.edit("take `storageClassName: \"\"` of the claim away"));
      return Verdict.failingIf(lasted, sure, Phase.SCHEDULE, cause);
    }
    String provisioner =
        lasted ? ", and the storage class " + claim.storageClass() + " makes none" : "";
    Cause cause =
        Cause.of(
            Kind.CLAIM,
            name + " waits for a volume" + provisioner,
            mends.describe("pvc", claim.name()));
    return sure
        ? Verdict.failingIf(lasted, true, Phase.SCHEDULE, cause)
        : Verdict.starting(Phase.SCHEDULE, cause.what());
  }
}
