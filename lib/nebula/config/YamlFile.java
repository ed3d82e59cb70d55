package nebula.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.Position;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// A YAML file as nodes with positions. Every scalar stays text, so that YAML 1.1 makes no `false`
/// of `no` and no 8 of `010`.
final class YamlFile {
  private YamlFile() {}

  /// The documents that hold anything; none when a problem was added or the file is empty.
  static List<Value> documents(Path file, Problems problems) {
    Optional<String> text = TextFile.read(file, problems);
    List<Value> documents = new ArrayList<>();
    if (text.isEmpty()) {
      return documents;
    }
    Source source = new Source(file, problems);
    try {
      Composer composer = composer(text.get());
      while (composer.checkNode()) {
        Node node = composer.getNode();
        if (!isNothing(node)) {
          documents.add(new Value(node, "", source));
        }
      }
      return documents;
    } catch (YAMLException e) {
      addProblem(e, text.get(), source);
      return List.of();
    }
  }

  /// Whether nothing stands there: a key without a value, or a document of comments.
  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.isPlain()
        && (scalar.getValue().isEmpty()
            || scalar.getValue().equals("~")
            || scalar.getValue().equals("null"));
  }

  private static Composer composer(String text) {
    LoaderOptions options = new LoaderOptions();
    return new Composer(
        new ParserImpl(new StreamReader(text), options), new TextOnlyResolver(), options);
  }

  private static void addProblem(YAMLException failure, String text, Source source) {
    switch (failure) {
      case MarkedYAMLException marked -> addMarked(marked, source);
      case ReaderException unprintable -> {
        String what = "is not YAML: character U+%04X".formatted(unprintable.getCodePoint());
        Position position = positionOf(text, unprintable.getPosition(), source.file());
        source.problems().add(position, what, "take the character out");
      }
      default -> {
        String what = "is not read: " + failure.getMessage();
        source.problems().add(Position.startOf(source.file()), what, "make it smaller and flatter");
      }
    }
  }

  private static void addMarked(MarkedYAMLException failure, Source source) {
    Mark mark =
        failure.getProblemMark() == null ? failure.getContextMark() : failure.getProblemMark();
    Position position = mark == null ? Position.startOf(source.file()) : source.at(mark);
    if (failure.getProblem() != null && failure.getProblem().contains("TAB")) {
      source.problems().add(position, "a tab where YAML takes only spaces", "indent with spaces");
      return;
    }
    String context = failure.getContext() == null ? "" : " " + failure.getContext();
    String what = "is not YAML: " + failure.getProblem() + context;
    source.problems().add(position, what, "check the indentation, colons, brackets and quotes");
  }

  private static Position positionOf(String text, int codePoints, Path file) {
    int line = 1;
    int column = 1;
    int end =
        text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    for (int at = 0; at < end; at += Character.charCount(text.codePointAt(at))) {
      boolean lineEnds = text.charAt(at) == '\n';
      line += lineEnds ? 1 : 0;
      column = lineEnds ? 1 : column + 1;
    }
    return new Position(file, line, column);
  }

  private static final class TextOnlyResolver extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      // None: numbers and booleans are told from text where they are wanted.
    }
  }
}
