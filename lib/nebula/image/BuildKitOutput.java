package nebula.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/// `docker buildx build --progress=plain`, which all versions print alike: lines of a step begin
/// with its number (`#9 [build 2/4] RUN …`, `#9 0.84 what it printed`, `#9 ERROR: …`). The place in
/// the Dockerfile comes at the end. `rawjson` would be easier to read, but is young and lacks it.
final class BuildKitOutput implements BuildOutput {
  private static final String SOLVE = "ERROR: failed to solve: ";

  private final String dockerfile;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Deque<String>> printed = new HashMap<>();
  private String step = "";
  private String failedStep = "";
  private String why = "";
  private OptionalInt line = OptionalInt.empty();

  /// @param dockerfile its file name, without folders
  BuildKitOutput(String dockerfile) {
    this.dockerfile = dockerfile;
  }

  @Override
  public void line(String text) {
    String plain = BuildOutput.plain(text);
    int space = plain.indexOf(' ');
    if (plain.startsWith("#") && space > 1 && isNumber(plain.substring(1, space))) {
      ofStep(plain.substring(0, space), plain.substring(space + 1));
    } else if (plain.startsWith(dockerfile + ":") && line.isEmpty()) {
      String number = plain.substring(dockerfile.length() + 1).strip();
      line = isNumber(number) ? OptionalInt.of(Integer.parseInt(number)) : line;
    } else if (plain.startsWith("ERROR: ")) {
      why = plain.substring(plain.startsWith(SOLVE) ? SOLVE.length() : "ERROR: ".length());
    }
  }

  @Override
  public String step() {
    return step;
  }

  @Override
  public Failed failed() {
    Deque<String> lines = printed.getOrDefault(failedStep, new ArrayDeque<>());
    return new Failed(names.getOrDefault(failedStep, ""), line, why, new ArrayList<>(lines));
  }

  private void ofStep(String number, String rest) {
    int end = rest.indexOf("] ");
    if (rest.startsWith("[internal] ")) {
      step = rest.equals("[internal] load build context") ? "sending the context" : step;
    } else if (rest.startsWith("[") && end > 0) {
      String place = rest.substring(1, end);
      // The only stage of a Dockerfile has no name of its own.
      String shown = place.startsWith("stage-0 ") ? place.substring("stage-0 ".length()) : place;
      step = shown + " " + rest.substring(end + 2);
      names.put(number, step);
    } else if (rest.startsWith("ERROR: ")) {
      failedStep = number;
      why = rest.substring("ERROR: ".length());
    } else if (rest.equals("exporting to image")) {
      step = "exporting the image";
    } else if (names.containsKey(number)) {
      keep(number, rest);
    }
  }

  /// Of the form `0.845 text`; all else is the builder's own.
  private void keep(String number, String rest) {
    int space = rest.indexOf(' ');
    String time = space < 0 ? "" : rest.substring(0, space);
    step = names.get(number);
    if (!time.isEmpty() && isNumber(time.replace(".", ""))) {
      Deque<String> lines = printed.computeIfAbsent(number, _ -> new ArrayDeque<>());
      lines.addLast(rest.substring(space + 1));
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(Character::isDigit);
  }
}
