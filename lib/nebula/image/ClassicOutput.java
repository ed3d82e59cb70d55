package nebula.image;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/// `docker build` without BuildKit: `Step 5/9 : RUN …`, then what the step prints.
final class ClassicOutput implements BuildOutput {
  private static final String STEP = "Step ";

  private final List<String> dockerfile;
  private final Deque<String> lines = new ArrayDeque<>();
  private String step = "";
  private int number;
  private String last = "";

  /// @param dockerfile its lines: this builder names none of them
  ClassicOutput(List<String> dockerfile) {
    this.dockerfile = List.copyOf(dockerfile);
  }

  @Override
  public void line(String text) {
    String plain = BuildOutput.plain(text);
    int slash = plain.indexOf('/');
    int colon = plain.indexOf(" : ");
    if (plain.startsWith(STEP) && slash > 0 && colon > slash) {
      number = Integer.parseInt(plain.substring(STEP.length(), slash));
      step = plain.substring(STEP.length(), colon) + " " + plain.substring(colon + 3);
      lines.clear();
    } else if (plain.startsWith("Sending build context")) {
      step = "sending the context";
    } else if (!plain.isBlank() && !plain.startsWith(" ---> ") && !isNotice(plain)) {
      last = plain;
      lines.addLast(plain);
      if (lines.size() > KEPT_LINES + 1) {
        lines.removeFirst();
      }
    }
  }

  @Override
  public String step() {
    return step;
  }

  @Override
  public Failed failed() {
    List<String> printed = new ArrayList<>(lines);
    printed.remove(last); // the last line is the reason
    return new Failed(number == 0 ? "" : step, lineOf(number), last, printed);
  }

  /// That this builder is old; with or without a reason, printed at a time of its own.
  private static boolean isNotice(String plain) {
    return plain.startsWith("DEPRECATED: The legacy builder")
        || plain.startsWith("            BuildKit is currently disabled")
        || plain.startsWith("            Install the buildx component")
        || plain.startsWith("            environment-variable.")
        || plain.startsWith("            https://docs.docker.com/go/buildx/");
  }

  /// Where the instruction of that number begins.
  private OptionalInt lineOf(int wanted) {
    int instruction = 0;
    boolean continues = false;
    for (int at = 0; at < dockerfile.size(); at++) {
      String text = dockerfile.get(at).strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      if (!continues && ++instruction == wanted) {
        return OptionalInt.of(at + 1);
      }
      continues = text.endsWith("\\");
    }
    return OptionalInt.empty();
  }
}
