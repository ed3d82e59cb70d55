package nebula.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A `.dockerignore`, by Docker's documented rules: each line is matched against the path from the
/// context's root and against every folder above it, `!` brings back, the last line that matches
/// wins. There is no library for it outside of Go, and git's rules are others: `abc` is only
/// `./abc` here, and a file in an ignored folder can be brought back.
public final class DockerIgnore {
  private final List<Line> lines;

  private record Line(String text, boolean bringsBack, Pattern pattern) {}

  private DockerIgnore(List<Line> lines) {
    this.lines = List.copyOf(lines);
  }

  public static DockerIgnore nothing() {
    return new DockerIgnore(List.of());
  }

  /// Lines that Docker would refuse are left out: the build says what is wrong with them.
  public static DockerIgnore parse(List<String> text) {
    List<Line> lines = new ArrayList<>();
    for (int at = 0; at < text.size(); at++) {
      String each = at == 0 ? withoutByteOrderMark(text.getFirst()) : text.get(at);
      String line = each.strip();
      boolean bringsBack = line.startsWith("!");
      String path = clean(bringsBack ? line.substring(1).strip() : line);
      if (each.startsWith("#") || path.isEmpty()) {
        continue;
      }
      try {
        lines.add(new Line(path, bringsBack, Pattern.compile(expression(path))));
      } catch (PatternSyntaxException e) {
        // Such as `[`.
      }
    }
    return new DockerIgnore(lines);
  }

  /// How a folder stands to the lines, for what is in it.
  ///
  /// @param ignored the folder itself
  public record Verdict(boolean ignored, boolean[] matched) {}

  public Verdict root() {
    return new Verdict(false, new boolean[lines.size()]);
  }

  /// @param path from the context's root, with `/`
  /// @param parent of the folder that it is in
  public Verdict of(String path, Verdict parent) {
    boolean[] matched = new boolean[lines.size()];
    boolean ignored = false;
    for (int at = 0; at < matched.length; at++) {
      Line line = lines.get(at);
      matched[at] = parent.matched[at] || line.pattern.matcher(path).matches();
      if (matched[at]) {
        ignored = !line.bringsBack;
      }
    }
    return new Verdict(ignored, matched);
  }

  /// Whether something in a folder that is ignored may be brought back.
  public boolean mayBringBackBelow(String folder) {
    for (Line line : lines) {
      int wildcard = firstWildcard(line.text);
      String fixed = line.text.substring(0, wildcard);
      boolean below =
          wildcard == line.text.length()
              ? fixed.startsWith(folder + "/")
              : fixed.startsWith(folder + "/") || (folder + "/").startsWith(fixed);
      if (line.bringsBack && below) {
        return true;
      }
    }
    return false;
  }

  private static int firstWildcard(String text) {
    for (int at = 0; at < text.length(); at++) {
      if ("*?[\\".indexOf(text.charAt(at)) >= 0) {
        return at;
      }
    }
    return text.length();
  }

  private static String withoutByteOrderMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  /// As Go's `filepath.Clean`, without the slash in front. What begins with `..` after it is
  /// outside of the context and matches nothing.
  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/")) {
      boolean up = part.equals("..");
      if (up && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".") && !(up && rooted)) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static String expression(String path) {
    StringBuilder expression = new StringBuilder();
    for (int at = 0; at < path.length(); at++) {
      char next = path.charAt(at);
      switch (next) {
        case '*' -> {
          boolean many = path.startsWith("**", at);
          boolean ofFolders = path.startsWith("**/", at);
          String rest = path.substring(at + (ofFolders ? 3 : many ? 2 : 1));
          at = path.length() - rest.length() - 1;
          boolean anything =
              rest.isEmpty() || at == 1 && !ofFolders && firstWildcard(rest) == rest.length();
          expression.append(!many ? "[^/]*" : anything ? ".*" : "(.*/)?");
        }
        case '?' -> expression.append("[^/]");
        case '[', ']', '-' -> expression.append(next);
        case '^' -> expression.append(at > 0 && path.charAt(at - 1) == '[' ? "^" : "\\^");
        case '\\' -> {
          at++;
          expression.append(at < path.length() ? literal(path.charAt(at)) : "\\\\");
        }
        default -> expression.append(literal(next));
      }
    }
    return expression.toString();
  }

  private static String literal(char one) {
    return one > 127 || Character.isLetterOrDigit(one) ? "" + one : "\\" + one;
  }
}
