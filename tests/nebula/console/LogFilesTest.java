package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LogFilesTest {
  @TempDir Path folder;
  private final BlockingQueue<String> notices = new LinkedBlockingQueue<>();

  @Test
  void eachServiceHasAFileWithTimePodAndText() throws IOException {
    try (LogFiles files = new LogFiles(folder, notices::add)) {
      files.accept(Scenes.log(1.5, "postgres", "\u001b[32mready\u001b[0m"));
      files.accept(Scenes.healthy(2, "postgres"));
      files.accept(Scenes.log(3, "temporal", "started"));
    }
    assertEquals(
        "2026-11-24T07:00:01.500Z postgres-0/postgres ready\n",
        Files.readString(folder.resolve("postgres.log")));
    assertEquals(
        "2026-11-24T07:00:03Z temporal-0/temporal started\n",
        Files.readString(folder.resolve("temporal.log")));
    assertEquals(List.of(), List.copyOf(notices));
  }

  @Test
  void aLaterRunGoesOnInTheSameFile() throws IOException {
    for (String text : List.of("one", "two")) {
      try (LogFiles files = new LogFiles(folder, notices::add)) {
        files.accept(Scenes.log(1, "postgres", text));
      }
    }
    assertEquals(2, Files.readAllLines(folder.resolve("postgres.log")).size());
  }

  @Test
  void takesAtMostTwiceItsLimitAndKeepsTheNewest() throws IOException {
    try (LogFiles files = new LogFiles(folder, 1_000, notices::add)) {
      for (int line = 0; line < 100; line++) {
        files.accept(Scenes.log(line, "postgres", "line " + line));
      }
    }
    Path current = folder.resolve("postgres.log");
    Path before = folder.resolve("postgres.log.1");
    assertTrue(Files.size(current) <= 1_000, () -> current.toString());
    assertTrue(Files.size(before) <= 1_000, () -> before.toString());
    assertTrue(Files.readString(current).endsWith("line 99\n"));
    try (var all = Files.list(folder)) {
      assertEquals(2, all.count());
    }
  }

  @Test
  void aHugeLineIsCut() throws IOException {
    try (LogFiles files = new LogFiles(folder, notices::add)) {
      files.accept(Scenes.log(1, "postgres", "x".repeat(1_000_000)));
    }
    String written = Files.readString(folder.resolve("postgres.log"));
    assertTrue(written.endsWith("… (936000 more)\n"), () -> written.length() + " characters");
  }

  @Test
  void isOnDiskWhileTheRunGoesOn() throws Exception {
    try (LogFiles files = new LogFiles(folder, notices::add)) {
      files.accept(Scenes.log(1, "postgres", "ready"));
      Path file = folder.resolve("postgres.log");
      long deadline = System.nanoTime() + 5_000_000_000L;
      while (!(Files.exists(file) && Files.size(file) > 0)) {
        assertTrue(System.nanoTime() < deadline, "not written within five seconds");
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void whatCannotBeWrittenIsSaidOnce() throws IOException {
    Path logs = Files.writeString(folder.resolve("logs"), "a file where the folder should be");
    try (LogFiles files = new LogFiles(logs, notices::add)) {
      for (int line = 0; line < 3; line++) {
        files.accept(Scenes.log(line, "postgres", "lost"));
      }
    }
    assertEquals(1, notices.size());
    assertTrue(notices.peek().startsWith("logs are not being kept in " + logs), notices.peek());
  }

  @Test
  void whatCouldNotBeWrittenForATimeIsWrittenAgain() throws Exception {
    Path logs = Files.writeString(folder.resolve("logs"), "a file where the folder should be");
    try (LogFiles files = new LogFiles(logs, notices::add)) {
      files.accept(Scenes.log(1, "postgres", "lost"));
      notices.take();
      Files.delete(logs);
      files.accept(Scenes.log(2, "postgres", "kept"));
    }
    assertEquals(
        "2026-11-24T07:00:02Z postgres-0/postgres kept\n",
        Files.readString(logs.resolve("postgres.log")));
  }
}
