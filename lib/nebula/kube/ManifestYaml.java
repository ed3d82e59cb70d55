package nebula.kube;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.config.Problems;
import nebula.config.TextFile;
import nebula.model.Position;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Reads YAML as fabric8 reads it (snakeyaml-engine in its default settings, YAML 1.2), but keeps
/// the places. Keys that are no words are let through here, because the check of fields names their
/// place, which the parser does not.
final class ManifestYaml {
  /// Far beyond any object that Kubernetes takes; what is deeper or bigger goes in circles.
  private static final int DEEPEST = 100;

  private static final String TOO_DEEP = "it is nested too deeply, or into itself";
  private static final int MOST_NODES = 500_000;

  private final Problems problems;

  ManifestYaml(Problems problems) {
    this.problems = problems;
  }

  /// The documents that hold anything; none when a problem was added.
  List<ManifestNode> documents(Path file) {
    Optional<String> text = TextFile.read(file, problems);
    if (text.isEmpty()) {
      return List.of();
    }
    List<ManifestNode> documents = new ArrayList<>();
    try {
      LoadSettings settings = LoadSettings.builder().setAllowNonScalarKeys(true).build();
      Composer composer =
          new Composer(settings, new ParserImpl(settings, new StreamReader(settings, text.get())));
      while (composer.hasNext()) {
        ManifestNode document = new ManifestNode(composer.next(), file);
        if (!document.isNothing()) {
          checkSize(document.node(), 0, new int[1]);
          documents.add(document);
        }
      }
    } catch (MarkedYamlEngineException e) {
      addMarked(e, text.get(), file);
      return List.of();
    } catch (ReaderException e) {
      String what = "is not YAML: character U+%04X".formatted(e.getCodePoint());
      problems.add(placeOf(text.get(), e.getPosition(), file), what, "take the character out");
      return List.of();
    } catch (YamlEngineException | StackOverflowError e) {
      String why = e instanceof StackOverflowError ? TOO_DEEP : e.getMessage();
      problems.add(Position.startOf(file), "is not read: " + why, "make it smaller and flatter");
      return List.of();
    }
    if (documents.isEmpty()) {
      String mend = "write Kubernetes objects into it, or take it away";
      problems.add(Position.startOf(file), "the manifest is empty", mend);
    }
    return documents;
  }

  private static void checkSize(Node node, int depth, int[] seen) {
    if (depth > DEEPEST) {
      throw new YamlEngineException(TOO_DEEP);
    }
    if (++seen[0] > MOST_NODES) {
      throw new YamlEngineException("it holds more than " + MOST_NODES + " values");
    }
    if (node instanceof MappingNode map) {
      for (NodeTuple entry : map.getValue()) {
        checkSize(entry.getValueNode(), depth + 1, seen);
      }
    } else if (node instanceof SequenceNode list) {
      for (Node item : list.getValue()) {
        checkSize(item, depth + 1, seen);
      }
    }
  }

  private void addMarked(MarkedYamlEngineException failure, String text, Path file) {
    Position position =
        failure
            .getProblemMark()
            .or(failure::getContextMark)
            .map((Mark mark) -> new Position(file, mark.getLine() + 1, mark.getColumn() + 1))
            .orElse(Position.startOf(file));
    if (failure.getProblem().contains("TAB")) {
      problems.add(position, "a tab where YAML takes only spaces", "indent with spaces");
      return;
    }
    int until = failure.getProblemMark().map(Mark::getLine).orElse(0);
    if (text.lines().limit(until + 1L).anyMatch(line -> line.contains("{{"))) {
      String what = "is not YAML: '{{' is a template that nobody filled in";
      problems.add(position, what, "write it out first, for example with 'helm template'");
      return;
    }
    String context = failure.getContext() == null ? "" : failure.getContext();
    String what = "is not YAML: " + (failure.getProblem() + " " + context).strip();
    problems.add(position, what, "check the indentation, colons, brackets and quotes");
  }

  private static Position placeOf(String text, int index, Path file) {
    int line = 1;
    int column = 1;
    for (int at = 0; at < Math.min(index, text.length()); at++) {
      boolean lineEnds = text.charAt(at) == '\n';
      line += lineEnds ? 1 : 0;
      column = lineEnds ? 1 : column + 1;
    }
    return new Position(file, line, column);
  }
}
