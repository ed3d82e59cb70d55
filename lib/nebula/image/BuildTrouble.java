package nebula.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import nebula.cluster.PullTrouble;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.Position;

/// Why an image could not be built, read from the builder's words.
final class BuildTrouble {
  private static final int SHOWN = 120;

  /// In the classic builder's words, before the exit code.
  private static final String NON_ZERO = "returned a non-zero code: ";

  private final Build build;
  private final BuildOutput.Failed failed;
  private final String byHand;

  /// @param byHand the command that repeats it
  BuildTrouble(Build build, BuildOutput.Failed failed, String byHand) {
    this.build = build;
    this.failed = failed;
    this.byHand = byHand;
  }

  ImageUnavailable unavailable() {
    return isOfTheNetwork() ? ImageUnavailable.forNow(cause()) : new ImageUnavailable(cause());
  }

  /// The builder could not fetch something. What a step of the Dockerfile does itself is its own
  /// affair, whatever it says.
  private boolean isOfTheNetwork() {
    String why = failed.why();
    boolean ownStep = why.contains("exit code: ") || why.contains(NON_ZERO);
    return !ownStep && PullTrouble.mayPass(why);
  }

  Cause cause() {
    String place =
        line().isPresent()
            ? " (" + new Position(build.dockerfile(), line().getAsInt(), 1) + ")"
            : "";
    String step = failed.step().isEmpty() ? "" : "step " + shortened(failed.step()) + ": ";
    String what = "image " + build.name() + " could not be built: " + step + reason() + place;
    List<String> details = new ArrayList<>(failed.lastLines());
    return new Cause(Cause.Kind.IMAGE, what, Optional.of(mend()), details);
  }

  private String reason() {
    int code = failed.why().lastIndexOf("exit code: ");
    if (code >= 0) {
      return "it ended with exit code " + failed.why().substring(code + "exit code: ".length());
    }
    int classic = failed.why().lastIndexOf(NON_ZERO);
    if (classic >= 0) {
      return "it ended with exit code " + failed.why().substring(classic + NON_ZERO.length());
    }
    if (missingBase().isPresent()) {
      return missingBase().get().what();
    }
    int checksum = failed.why().lastIndexOf("::");
    int quote = failed.why().indexOf('"', Math.max(0, checksum));
    return checksum >= 0 && quote > checksum
        ? failed.why().substring(quote)
        : failed.why().replace("Error response from daemon: ", "");
  }

  private String mend() {
    String why = failed.why();
    if (missingBase().isPresent()) {
      return missingBase().get().mend();
    }
    if (why.contains("no space left")) {
      return "docker system prune";
    }
    if (why.contains("target stage")) {
      return "correct 'target:' of the image at " + build.declared() + ", or the stage's name";
    }
    if (why.contains("parse error")) {
      return "correct that line";
    }
    if (why.contains(": not found") || why.contains("file not found in build context")) {
      return "it is not in the context "
          + build.context()
          + ", or .dockerignore leaves it out; correct the path";
    }
    if (why.contains("requires BuildKit") || why.contains("the --mount option")) {
      return "install BuildKit's client: https://docs.docker.com/go/buildx/";
    }
    return "mend that step, or repeat it by hand: " + byHand;
  }

  /// An image that the Dockerfile begins with and that cannot be had.
  private Optional<PullTrouble> missingBase() {
    String why = failed.why();
    String mark = ": failed to resolve source metadata for ";
    int at = why.indexOf(mark);
    if (at >= 0) {
      return Optional.of(PullTrouble.of(why.substring(0, at), afterName(why, at + mark.length())));
    }
    boolean from = failed.step().contains(" FROM ");
    String image = from ? failed.step().substring(failed.step().indexOf(" FROM ") + 6) : "";
    return from ? Optional.of(PullTrouble.of(image.split(" ")[0], why)) : Optional.empty();
  }

  private static String afterName(String why, int from) {
    int colon = why.indexOf(": ", from);
    return colon < 0 ? why : why.substring(colon + 2);
  }

  private OptionalInt line() {
    if (failed.line().isPresent()) {
      return failed.line();
    }
    String mark = "parse error on line ";
    int at = failed.why().indexOf(mark);
    int end = at < 0 ? -1 : failed.why().indexOf(':', at);
    return end < 0
        ? OptionalInt.empty()
        : OptionalInt.of(Integer.parseInt(failed.why().substring(at + mark.length(), end)));
  }

  private static String shortened(String text) {
    String line = String.join(" ", text.strip().split("\\s+"));
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}
