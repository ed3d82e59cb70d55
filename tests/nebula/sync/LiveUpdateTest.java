package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import nebula.model.Code;
import nebula.model.SyncRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files of a service and a container whose `/app` is another folder of the test.
@Timeout(30)
class LiveUpdateTest {
  @TempDir Path temporary;
  private SourceFolder sources;
  private Path app;
  private ShellKube kube;
  private Heard heard;
  private LiveUpdate live;

  @BeforeEach
  void start() throws IOException {
    sources = new SourceFolder(Files.createDirectory(temporary.resolve("sources")));
    sources.write("Dockerfile", "FROM scratch").write("src/a.ts", "a1").write("src/b.ts", "b1");
    app = Files.createDirectories(temporary.toRealPath().resolve("container/app"));
    kube = new ShellKube(temporary);
    heard = new Heard();
    Files.writeString(app.resolve("a.ts"), "a1");
    Files.writeString(app.resolve("b.ts"), "b1");
  }

  @AfterEach
  void stop() {
    if (live != null) {
      live.close();
    }
  }

  @Test
  void whatRunsIsLiveWhenNothingChangedSinceTheBuild() throws Exception {
    run(rule());

    heard.awaitCode(new Code.Live());
  }

  @Test
  void aSavedFileReachesTheContainer() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());

    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", read("a.ts"));
  }

  @Test
  void aFileThatIsAsItWasBuiltIsNoDifference() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    sources.write("src/a.ts", "a2");
    heard.awaitCode(new Code.Synced(1));

    sources.write("src/a.ts", "a1");

    heard.awaitCode(new Code.Live());
    assertEquals("a1", read("a.ts"));
  }

  @Test
  void whatIsNewGoneAndRenamedIsSoInTheContainer() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());

    sources.write("src/new/deep/c.ts", "c");
    Files.createSymbolicLink(sources.path("src/link"), Path.of("new/deep/c.ts"));
    Files.move(sources.path("src/a.ts"), sources.path("src/renamed.ts"));
    sources.delete("src/b.ts");

    heard.awaitCode(new Code.Synced(5));
    assertEquals("c", read("new/deep/c.ts"));
    assertEquals("c", read("link"));
    assertEquals("a1", read("renamed.ts"));
    assertFalse(Files.exists(app.resolve("a.ts")));
    assertFalse(Files.exists(app.resolve("b.ts")));
  }

  @Test
  void aFolderThatWasAFileIsOneInTheContainer() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());

    sources.delete("src/a.ts").write("src/a.ts/index", "i").delete("src/b.ts");
    heard.awaitCode(new Code.Synced(2));
    assertEquals("i", read("a.ts/index"));

    sources.delete("src/a.ts").write("src/a.ts", "file again");
    heard.awaitCode(new Code.Synced(2));
    assertEquals("file again", read("a.ts"));
  }

  @Test
  void anEditorsAtomicSaveIsOneChange() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    int before = kube.execs.size();

    Path fresh = Files.writeString(sources.path("src/.a.ts.tmp"), "a2");
    Files.move(
        fresh,
        sources.path("src/a.ts"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", read("a.ts"));
    assertEquals(before + 1, kube.execs.size());
  }

  @Test
  void permissionsAndStrangeNamesArrive() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    String name = "it's \"$HOME\" `é` \\ $(x)\r -" + "n".repeat(120) + ".sh";

    sources.write("src/" + name, "#!/bin/sh");
    Files.setPosixFilePermissions(
        sources.path("src/" + name), PosixFilePermissions.fromString("rwxr-x---"));

    heard.awaitCode(new Code.Synced(1));
    assertEquals(
        "rwxr-x---",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(app.resolve(name))));
  }

  @Test
  void aThousandFilesAreOneSync() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    int before = kube.execs.size();

    for (int number = 0; number < 1_000; number++) {
      sources.write("src/many/" + number % 7 + "/f" + number, "text " + number);
    }

    heard.awaitCode(new Code.Synced(1_000));
    assertEquals("text 999", read("many/5/f999"));
    assertTrue(kube.execs.size() - before < 20, kube.execs::toString);
  }

  @Test
  void aChangeOutsideEveryRuleAsksForABuild() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());

    sources.write("package.json", "{}");

    assertEquals("package.json has changed", heard.awaitRebuild());
    heard.awaitCode(new Code.Older("package.json has changed"));
  }

  @Test
  void aServiceWithoutRulesAsksForABuildAtEachChange() throws Exception {
    run();
    heard.awaitCode(new Code.Live());
    sources.write("src/a.ts", "a2");
    assertEquals("a.ts has changed", heard.awaitRebuild());

    sources.write("src/a.ts", "a3");

    assertEquals("a.ts has changed", heard.awaitRebuild());
    live.built("web:2", live.files());
    heard.awaitCode(new Code.Live());
  }

  @Test
  void theDockerfileAndTheIgnoreFileAreNeverOnlySynced() throws Exception {
    run(sources.rule("", app.toString()));
    heard.awaitCode(new Code.Live());

    sources.write("Dockerfile", "FROM scratch\nUSER 1");

    assertEquals("Dockerfile has changed", heard.awaitRebuild());
    sources.write(".dockerignore", "src/b.ts");
    assertEquals(".dockerignore and another have changed", heard.awaitRebuild());
  }

  @Test
  void aFileWhoseNameIsNoTextIsLeftOutAndSaid() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());

    // The shell makes it: no string of Java names it.
    var touch = new ProcessBuilder("sh", "-c", "touch \"$(printf 'x\\377')\"");
    assertEquals(0, touch.directory(sources.path("src").toFile()).start().waitFor());
    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", read("a.ts"));
    assertTrue(
        heard.lines().getFirst().endsWith("is left out: its name is no text in this locale"),
        heard.lines().toString());
  }

  @Test
  void aFaultIsSaidAndDoesNotEndTheLiveUpdate() throws Exception {
    List<Code> refused = new CopyOnWriteArrayList<>();
    heard =
        new Heard() {
          @Override
          public synchronized void code(Code code) {
            if (code.equals(new Code.Synced(1)) && refused.isEmpty()) {
              refused.add(code);
              throw new IllegalStateException("a fault");
            }
            super.code(code);
          }
        };
    run(rule());
    heard.awaitCode(new Code.Live());

    sources.write("src/a.ts", "a2");
    heard.awaitLine(
        "its files cannot be followed now, which is tried again: "
            + "java.lang.IllegalStateException: a fault");
    sources.write("src/b.ts", "b2");

    heard.awaitCode(new Code.Synced(2));
    assertEquals("b2", read("b.ts"));
  }

  @Test
  void whatCouldNotBeBuiltIsAskedForAgainOnceTheFilesAreOthers() throws Exception {
    live =
        new LiveUpdate(Pods.service(sources.build(), rule()), SourceState.nothing(), kube, heard);
    live.failed(live.files());

    sources.write("Dockerfile", "FROM mended");

    assertEquals("Dockerfile has changed", heard.awaitRebuild());
    live.failed(live.files());
    sources.write("src/a.ts", "a2");
    assertEquals("a.ts has changed", heard.awaitRebuild());
    live.built("web:1", live.files());
    live.observed(Pods.running("web-1", "web:1", 0));
    heard.awaitCode(new Code.Live());
    assertEquals(List.of(), heard.rebuilds());
  }

  @Test
  void whatWasSavedWhileTheBuildThatFailedWentOnIsBuilt() throws Exception {
    live =
        new LiveUpdate(Pods.service(sources.build(), rule()), SourceState.nothing(), kube, heard);
    SourceState before = live.files();
    sources.write("Dockerfile", "FROM mended");

    live.failed(before);

    assertEquals("Dockerfile has changed", heard.awaitRebuild());
  }

  @Test
  void ignoredFilesDoNothing() throws Exception {
    sources.write(".dockerignore", "**/*.log").write(".git/HEAD", "r").write(".gitignore", "tmp");
    run(rule());
    heard.awaitCode(new Code.Live());
    int before = kube.execs.size();

    sources.write("src/x.log", "x").write("tmp/y", "y").write("src/.a.ts.swp", "s");
    sources.write("src/b.ts", "b2");

    heard.awaitCode(new Code.Synced(1));
    assertFalse(Files.exists(app.resolve("x.log")));
    assertEquals(before + 1, kube.execs.size());
    assertEquals(List.of(), heard.rebuilds());
  }

  @Test
  void aRestartedContainerIsBroughtUpToDateBeforeItCounts() throws Exception {
    run(rule());
    sources.write("src/a.ts", "a2");
    heard.awaitCode(new Code.Synced(1));
    heard.awaitIdle();
    startAgain();

    live.observed(Pods.running("web-1", "web:1", 1));

    assertTrue(heard.wasBusyAtOnce());
    heard.awaitIdle();
    assertEquals("a2", read("a.ts"));
  }

  @Test
  void filesThatGotIntoANewContainerBeforeTheClusterToldOfItAreKnown() throws Exception {
    run(rule());
    sources.write("src/c.ts", "c");
    heard.awaitCode(new Code.Synced(1));
    startAgain();
    sources.write("src/d.ts", "d");
    heard.awaitCode(new Code.Synced(2));
    assertEquals("c", read("c.ts"));
    kube.interference =
        () -> {
          throw new IOException("the connection is refused");
        };

    sources.delete("src/d.ts");
    live.observed(Pods.running("web-1", "web:1", 1));
    kube.interference = () -> {};

    heard.awaitCode(new Code.Synced(1));
    heard.awaitIdle();
    assertEquals("c", read("c.ts"));
    assertFalse(Files.exists(app.resolve("d.ts")));
  }

  @Test
  void theNextRunKnowsWhatTheContainerHas() throws Exception {
    SourceState built = run(rule());
    sources.write("src/a.ts", "a2").write("src/c.ts", "c").delete("src/b.ts");
    heard.awaitCode(new Code.Synced(3));
    live.close();
    heard = new Heard();
    kube.execs.clear();

    again(built, rule());

    heard.awaitCode(new Code.Synced(3));
    assertEquals(List.of("web-1: nebula-sync"), kube.execs);
    sources.delete("src/c.ts");
    heard.awaitCode(new Code.Synced(2));
    assertFalse(Files.exists(app.resolve("c.ts")));
  }

  @Test
  void whatChangedBetweenTwoRunsIsBroughtByTheSecond() throws Exception {
    SourceState built = run(rule());
    sources.write("src/a.ts", "a2");
    heard.awaitCode(new Code.Synced(1));
    live.close();
    sources.write("src/a.ts", "a1").write("src/b.ts", "b2");
    heard = new Heard();

    again(built, rule());

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a1", read("a.ts"));
    assertEquals("b2", read("b.ts"));
  }

  @Test
  void commandsRunAfterTheFilesOfTheirRule() throws Exception {
    run(new SyncRule(sources.path("src"), app.toString(), List.of(list("a.ts")), false));
    heard.awaitCode(new Code.Live());

    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Synced(1));
    assertEquals(List.of("web-1/web: " + app.resolve("a.ts")), heard.lines());
  }

  @Test
  void whatACommandWritesIsSaidWhileItGoesOn() throws Exception {
    Path gate = temporary.resolve("gate");
    assertEquals(0, new ProcessBuilder("mkfifo", gate.toString()).start().waitFor());
    List<String> command = List.of("sh", "-c", "echo begins; read go <" + gate + "; echo ends");
    run(new SyncRule(sources.path("src"), app.toString(), List.of(command), false));
    heard.awaitCode(new Code.Live());

    sources.write("src/a.ts", "a2");

    heard.awaitLine("web-1/web: begins");
    assertEquals(0, new ProcessBuilder("sh", "-c", "echo go >" + gate).start().waitFor());
    heard.awaitLine("web-1/web: ends");
    heard.awaitCode(new Code.Synced(1));
  }

  @Test
  void aCommandThatFailsIsACauseAndIsRunAgainWithTheNextChange() throws Exception {
    run(new SyncRule(sources.path("src"), app.toString(), List.of(list("c.ts")), false));
    heard.awaitCode(new Code.Live());

    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Older("a command after the sync failed"));
    assertTrue(heard.trouble().orElseThrow().what().contains("c.ts` of `sync: run` failed"));
    assertFalse(heard.trouble().orElseThrow().details().isEmpty());

    sources.write("src/c.ts", "now it is there");

    heard.awaitCode(new Code.Synced(2));
    assertEquals(Optional.empty(), heard.trouble());
  }

  @Test
  void withoutTarTheImageIsBuiltInstead() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    kube.path = only("sh", "cat", "head", "mkdir", "rm");

    sources.write("src/a.ts", "a2");

    assertEquals("files cannot be synced, the image has no tar", heard.awaitRebuild());
  }

  @Test
  void aTargetThatIsNotThereIsNamed() throws Exception {
    run(sources.rule("src", app + "/srcc"));
    heard.awaitCode(new Code.Live());

    sources.write("src/a.ts", "a2");

    String why = heard.awaitRebuild();
    assertTrue(why.contains("/srcc is not in the container"), why);
  }

  @Test
  void aConnectionThatBreaksOnTheWayChangesNothingAndIsTriedAgain() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    kube.breaksAfter = 700;
    kube.interference =
        () -> {
          if (kube.breaksAfter == 700 && kube.execs.size() > 2) {
            assertEquals("a1", Files.readString(app.resolve("a.ts")));
            kube.breaksAfter = Long.MAX_VALUE;
          }
        };

    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", read("a.ts"));
    assertEquals(0, leftOvers());
  }

  @Test
  void aContainerThatGoesMeanwhileIsForgotten() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    kube.interference =
        () -> {
          live.observed(Pods.none());
          throw new IOException("container not found");
        };

    sources.write("src/a.ts", "a2");
    heard.awaitCode(new Code.Older("its files are brought up to date"));
    kube.interference = () -> {};
    live.observed(Pods.running("web-2", "web:1", 0));

    heard.awaitCode(new Code.Synced(1));
    assertEquals("a2", read("a.ts"));
  }

  @Test
  void aContainerThatIsKilledOnTheWayIsNoReasonToBuild() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    Path once = temporary.resolve("once");
    program("tar", "[ -e %1$s ] && PATH=%2$s && exec tar \"$@\"; : >%1$s; kill -9 $PPID", once);

    sources.write("src/a.ts", "a2");

    heard.awaitCode(new Code.Synced(1));
    assertTrue(Files.exists(once));
    assertEquals("a2", read("a.ts"));
    assertEquals(List.of(), heard.rebuilds());
  }

  @Test
  void nothingIsDeletedWhenTheSourceOfARuleIsAway() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());

    Files.move(sources.path("src"), temporary.resolve("elsewhere"));

    heard.awaitCode(new Code.Older(sources.path("src") + " is gone"));
    assertEquals("a1", read("a.ts"));

    Files.move(temporary.resolve("elsewhere"), sources.path("src"));
    heard.awaitCode(new Code.Live());
  }

  @Test
  void whatTheContainerMadeItselfStays() throws Exception {
    sources.write("src/gen/x.ts", "x");
    Files.createDirectory(app.resolve("gen"));
    Files.writeString(app.resolve("gen/x.ts"), "x");
    run(rule());
    heard.awaitCode(new Code.Live());
    Files.writeString(app.resolve("gen/own"), "own");

    sources.delete("src/gen");

    heard.awaitCode(new Code.Synced(1));
    assertTrue(Files.exists(app.resolve("gen/own")));
    assertFalse(Files.exists(app.resolve("gen/x.ts")));
  }

  @Test
  void aSingleFileGoesWhereTheRuleSays() throws Exception {
    sources.write("app.conf", "1");
    run(sources.rule("app.conf", app + "/web.conf"));
    heard.awaitCode(new Code.Live());

    sources.write("app.conf", "2");

    heard.awaitCode(new Code.Synced(1));
    assertEquals("2", read("web.conf"));
  }

  @Test
  void anImageThatIsNotBuiltHereGetsAllFilesOfTheRules() throws Exception {
    live =
        new LiveUpdate(Pods.service(Optional.empty(), rule()), SourceState.nothing(), kube, heard);
    live.observed(Pods.running("web-1", "nginx:1", 0));
    sources.write("src/c.ts", "c");

    heard.awaitCode(new Code.Live());
    sources.write("src/c.ts", "c2");
    heard.awaitCode(new Code.Older("its files are brought up to date"));
    heard.awaitCode(new Code.Live());
    assertEquals("c2", read("c.ts"));
  }

  @Test
  void whatIsRefusedAgainAndAgainIsToldOnce() throws Exception {
    SyncRule nowhere = sources.rule("src", app + "/later");
    live =
        new LiveUpdate(Pods.service(Optional.empty(), nowhere), SourceState.nothing(), kube, heard);
    live.observed(Pods.running("web-1", "nginx:1", 0));
    heard.awaitCode(new Code.Older(app + "/later is not in the container, is `to:` right?"));
    CountDownLatch tries = new CountDownLatch(6);
    kube.interference = tries::countDown;
    tries.await();

    Files.createDirectory(app.resolve("later"));

    assertEquals(List.of(new Code.Live()), heard.awaitCodesUntil(new Code.Live()));
  }

  @Test
  void aFileThatIsToBeAFolderIsSaidToWantASlash() throws Exception {
    sources.write("app.conf", "1");
    SyncRule onto = sources.rule("app.conf", app.toString());
    live = new LiveUpdate(Pods.service(Optional.empty(), onto), SourceState.nothing(), kube, heard);
    live.observed(Pods.running("web-1", "nginx:1", 0));

    heard.awaitTrouble("a folder is where the file should go; end `to:` with '/'");
  }

  @Test
  void podsOfAnOlderImageAreLeftAlone() throws Exception {
    run(rule());
    heard.awaitCode(new Code.Live());
    sources.write("src/a.ts", "a2");
    heard.awaitCode(new Code.Synced(1));
    int before = kube.execs.size();

    live.built("web:2", live.files());
    live.observed(Pods.running("web-1", "web:1", 0));
    live.observed(Pods.running("web-2", "web:2", 0));

    heard.awaitCode(new Code.Live());
    assertEquals(List.of("web-2: nebula-sync"), kube.execs.subList(before, kube.execs.size()));
  }

  private SyncRule rule() {
    return sources.rule("src", app.toString());
  }

  private SourceState run(SyncRule... rules) throws InterruptedException {
    SourceState built = sources.tree(rules).scan();
    again(built, rules);
    return built;
  }

  private void again(SourceState built, SyncRule... rules) {
    live = new LiveUpdate(Pods.service(sources.build(), rules), SourceState.nothing(), kube, heard);
    live.built("web:1", built);
    live.observed(Pods.running("web-1", "web:1", 0));
  }

  private void startAgain() throws IOException {
    kube.startAgain();
    Files.writeString(app.resolve("a.ts"), "a1");
    Files.writeString(app.resolve("b.ts"), "b1");
    Files.deleteIfExists(app.resolve("c.ts"));
  }

  private String read(String file) throws IOException {
    return Files.readString(app.resolve(file));
  }

  private List<String> list(String file) {
    return List.of("ls", app.resolve(file).toString());
  }

  private int leftOvers() throws IOException {
    int count = 0;
    try (var files = Files.newDirectoryStream(kube.tmp(), ".nebula.*")) {
      for (Path _ : files) {
        count++;
      }
    }
    return count;
  }

  /// Stands before the machine's own of that name.
  private void program(String name, String script, Path once) throws IOException {
    String path = kube.path;
    Path folder = Files.createDirectory(temporary.resolve("bin"));
    Path program =
        Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script.formatted(once, path));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    kube.path = folder + ":" + path;
  }

  /// A folder with just these programs.
  private String only(String... programs) throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("bin"));
    for (String program : programs) {
      for (String place : System.getenv("PATH").split(":")) {
        Path real = Path.of(place, program);
        if (Files.isExecutable(real)
            && !Files.exists(folder.resolve(program), LinkOption.NOFOLLOW_LINKS)) {
          Files.createSymbolicLink(folder.resolve(program), real);
        }
      }
    }
    return folder.toString();
  }
}
