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
    if (claim.storageClass().isBlank()) {
      Cause cause =
          Cause.of(
              Kind.CLAIM,
              "the volume claim " + claim.name() + " gets no volume: it names no storage class",
              mends.edit("take `storageClassName: \"\"` of the claim away"));
      return Verdict.failingIf(waited.compareTo(Patience.CLAIM) >= 0, Phase.SCHEDULE, cause);
    }
    boolean lasted = waited.compareTo(Patience.CLAIM) >= 0;
    String what = "the volume claim " + claim.name() + " waits for a volume";
    if (!lasted) {
      return Verdict.starting(Phase.SCHEDULE, what);
    }
    String provisioner = what + ", and the storage class " + claim.storageClass() + " makes none";
    return Verdict.failing(
        Phase.SCHEDULE, Cause.of(Kind.CLAIM, provisioner, mends.describe("pvc", claim.name())));
  }
}
