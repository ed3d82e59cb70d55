package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import nebula.model.SyncRule;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a difference between the image's files and the present ones asks for. Files are written as
/// `path=content`, a folder as `path/`.
class DecisionTest {
  private static final SyncTargets TARGETS =
      new SyncTargets(
          List.of(new SyncRule(Path.of("/p/src"), "/app/src", List.of(), true)),
          Set.of("/p/Dockerfile", "/p/src/.dockerignore"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nothing changed   | src/ src/a=1 x=1 | src/ src/a=1 x=1       | Sync[]",
        "in a rule         | src/ src/a=1     | src/ src/a=2           | Sync[]",
        "new in a rule     | src/ src/a=1     | src/ src/a=1 src/b=1   | Sync[]",
        "gone from a rule  | src/ src/a=1     | src/                   | Sync[]",
        "outside           | src/ x=1         | src/ x=2               | Rebuild[why=x has changed]",
        "outside, deep     | src/ lib/x=1     | src/ lib/x=2           | Rebuild[why=x has changed]",
        "new outside       | src/             | src/ y=1               | Rebuild[why=y has changed]",
        "gone outside      | src/ y=1         | src/                   | Rebuild[why=y has changed]",
        "the Dockerfile    | src/ Dockerfile=1 | src/ Dockerfile=2     | Rebuild[why=Dockerfile has changed]",
        "an ignore file in a rule | src/          | src/ src/.dockerignore=1 | Rebuild[why=.dockerignore has changed]",
        "two outside       | src/             | src/ x=1 y=1           | Rebuild[why=x and another have changed]",
        "in and outside    | src/ src/a=1     | src/ src/a=2 x=1 y=1 z=1 | Rebuild[why=x and 2 more have changed]",
        "a similar name    | src/             | src/ srcs=1            | Rebuild[why=srcs has changed]",
        "an empty folder   | src/             | src/ lib/              | Sync[]",
        "the source is away | src/ src/a=1    | x=1                    | Rebuild[why=x has changed]",
        "only it is away   | src/ src/a=1     |                        | SourceGone[from=/p/src]"
      })
  void asks(String name, String built, String now, String decision) {
    assertEquals(decision, Decision.of(state(built), state(now), TARGETS).toString(), name);
  }

  static SourceState state(String text) {
    SortedMap<String, SourceFile> files = new TreeMap<>();
    for (String each : text == null ? new String[0] : text.strip().split(" +")) {
      int equals = each.indexOf('=');
      if (each.endsWith("/")) {
        files.put(
            "/p/" + each.substring(0, each.length() - 1),
            new SourceFile(SourceFile.Kind.FOLDER, 0755, "", 0, 0, 0));
      } else {
        files.put(
            "/p/" + each.substring(0, equals),
            new SourceFile(SourceFile.Kind.FILE, 0644, each.substring(equals + 1), 1, 1, 1));
      }
    }
    return new SourceState(files);
  }
}
