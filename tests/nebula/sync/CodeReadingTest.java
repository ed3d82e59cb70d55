package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import nebula.model.Code;
import nebula.model.Service;
import nebula.model.SyncRule;
import nebula.sync.CodeReading.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodeReadingTest {
  @TempDir Path temporary;
  private SourceFolder sources;
  private ShellKube kube;
  private SyncRule rule;
  private Service service;

  @BeforeEach
  void anImageWasBuiltAndRuns() throws Exception {
    sources = new SourceFolder(Files.createDirectories(temporary.resolve("sources")));
    sources.write("Dockerfile", "FROM scratch").write("src/a.ts", "a1").write("package.json", "{}");
    kube = new ShellKube(temporary);
    rule = sources.rule("src", Files.createDirectories(temporary.resolve("app")).toString());
    service = Pods.service(sources.build(), rule);
    remember("web:1");
  }

  @Test
  void anImageBuiltFromJustTheseFilesIsLive() throws Exception {
    assertEquals("live", words(read("web:1")));
  }

  @Test
  void aChangeThatNoRuleCoversMakesItOlder() throws Exception {
    sources.write("package.json", "{} ");
    assertEquals("older than your files: package.json has changed", words(read("web:1")));
  }

  @Test
  void aChangeThatWasNotSyncedMakesItOlder() throws Exception {
    sources.write("src/a.ts", "a2").write("src/b.ts", "b");
    assertEquals("older than your files: 2 files are not synced", words(read("web:1")));
  }

  @Test
  void whatARunSyncedBeforeItEndedIsSynced() throws Exception {
    syncOf("src/a.ts", "a2");
    assertEquals("synced 1 file since build", words(read("web:1")));
  }

  @Test
  void whatWasSyncedAndThenUndoneOnDiskIsOlder() throws Exception {
    syncOf("src/a.ts", "a2");
    sources.write("src/a.ts", "a1");
    assertEquals("older than your files: 1 file is not synced", words(read("web:1")));
  }

  @Test
  void anotherImageThanWasBuiltLastIsOlder() throws Exception {
    assertEquals(
        "older than your files: another image runs than was built last", words(read("web:0")));
  }

  @Test
  void withoutItsBuildWrittenDownItIsUnknown() throws Exception {
    Files.delete(BuiltFiles.file(temporary, "web"));
    assertEquals(
        new Answer.Unknown("it is not written down what its image was built from"), read("web:1"));
  }

  @Test
  void aContainerThatDoesNotAnswerLeavesItUnknown() throws Exception {
    kube.interference =
        () -> {
          throw new IOException("broken pipe");
        };
    assertEquals(
        new Answer.Unknown("container web of pod web-1 does not tell: broken pipe"), read("web:1"));
  }

  @Test
  void whatDoesNotRunHasNoCode() throws Exception {
    assertEquals(new Answer.None(), new CodeReading(temporary, kube).of(service, Pods.none()));
  }

  @Test
  void whatIsNeitherBuiltNorSyncedHasNoCode() throws Exception {
    service = Pods.service(Optional.empty());
    assertEquals(new Answer.None(), read("postgres:16"));
  }

  @Test
  void ofAnImageFromElsewhereTheSyncedFilesCount() throws Exception {
    service = Pods.service(Optional.empty(), rule);
    assertEquals("older than your files: 1 file is not synced", words(read("node:22")));
  }

  private void syncOf(String file, String text) throws Exception {
    SourceState built = sources.tree(rule).scan();
    sources.write(file, text);
    Heard heard = new Heard();
    try (LiveUpdate live = new LiveUpdate(service, SourceState.nothing(), kube, heard)) {
      live.built("web:1", built);
      live.observed(Pods.running("web-1", "web:1", 0));
      heard.awaitCode(new Code.Synced(1));
    }
  }

  private void remember(String image) throws Exception {
    new BuiltFiles(Optional.of(image), sources.tree(rule).scan())
        .write(BuiltFiles.file(temporary, "web"));
  }

  private Answer read(String image) throws InterruptedException {
    return new CodeReading(temporary, kube).of(service, Pods.running("web-1", image, 0));
  }

  private static String words(Answer answer) {
    return answer instanceof Answer.Known(Code code) ? code.words() : answer.toString();
  }
}
