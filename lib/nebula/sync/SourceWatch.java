package nebula.sync;

import io.methvin.watcher.DirectoryChangeEvent;
import io.methvin.watcher.DirectoryChangeListener;
import io.methvin.watcher.DirectoryWatcher;
import io.methvin.watcher.visitor.FileTreeVisitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/// Says where among folders to look again. An event is a hint and no more: what happened is found
/// out by looking. Where the system cannot watch, everything is looked at every two seconds.
public final class SourceWatch implements AutoCloseable {
  private static final long SECONDS_BETWEEN_LOOKS = 2;

  private final List<Path> roots;
  private final Predicate<Path> enters;
  private final Listener listener;
  private final CountDownLatch watching = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile DirectoryWatcher watcher;
  private volatile boolean missed;
  private boolean complained;

  /// Called on the watcher's thread; must return at once.
  public interface Listener {
    void touched(Path path);

    /// Something was missed: any file may be another.
    void everything();

    /// It is slower than it should be, and what to do about it.
    void slow(String why);
  }

  private SourceWatch(List<Path> roots, Predicate<Path> enters, Listener listener) {
    this.roots = roots;
    this.enters = enters;
    this.listener = listener;
  }

  /// Returns when no later change can be missed.
  ///
  /// @param roots files or folders
  /// @param enters whether anything in a folder can matter
  public static SourceWatch open(List<Path> roots, Predicate<Path> enters, Listener listener)
      throws InterruptedException {
    SourceWatch watch = new SourceWatch(roots, enters, listener);
    Thread.ofVirtual().name("source watch").start(watch::run);
    watch.watching.await();
    return watch;
  }

  @Override
  public void close() {
    closing.countDown();
    closeWatcher();
  }

  private void run() {
    try {
      while (closing.getCount() > 0) {
        boolean limited = !watchOnce();
        watching.countDown();
        if (limited) {
          closing.await(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
          listener.everything();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      watching.countDown();
      closeWatcher();
    }
  }

  /// Returns when it does not watch (any more).
  ///
  /// @return whether watching anew may help; not when a root has gone, or the system's limit is
  ///   reached
  private boolean watchOnce() throws InterruptedException {
    missed = false;
    try {
      List<String> watched = identities();
      watcher =
          DirectoryWatcher.builder()
              .paths(folders())
              .fileHashing(false)
              .fileTreeVisitor(this::visit)
              .listener(new Hints())
              .build();
      var ended = watcher.watchAsync(task -> Thread.ofVirtual().name("file events").start(task));
      if (watching.getCount() == 0) {
        listener.everything();
      }
      watching.countDown();
      while (!isDone(ended)) {
        List<String> now = identities();
        if (!now.equals(watched)) {
          return now.stream().anyMatch(identity -> !identity.isEmpty());
        }
      }
      return missed;
    } catch (IOException | UncheckedIOException | ExecutionException e) {
      complain(e);
      return false;
    } finally {
      closeWatcher();
    }
  }

  private static boolean isDone(CompletableFuture<Void> ended)
      throws ExecutionException, InterruptedException {
    try {
      ended.get(SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException goesOn) {
      return false;
    }
  }

  /// What tells the folders that are watched from others of the same path: a system goes on
  /// watching one that was renamed, and says nothing of what has taken its place. Empty for one
  /// that is not there.
  private List<String> identities() {
    return roots.stream()
        .map(root -> {
          Path folder = Files.isDirectory(root) ? root : root.getParent();
          try {
            var attributes = Files.readAttributes(folder, BasicFileAttributes.class);
            return attributes.fileKey() + " " + attributes.creationTime();
          } catch (IOException gone) {
            return "";
          }
        })
        .toList();
  }

  /// A single file is watched by way of its folder.
  private List<Path> folders() {
    return roots.stream()
        .map(root -> Files.isDirectory(root) ? root : root.getParent())
        .filter(Files::isDirectory)
        .filter(folder -> roots.stream().noneMatch(root -> isBelow(folder, root)))
        .distinct()
        .toList();
  }

  private boolean isBelow(Path folder, Path root) {
    return folder.startsWith(root) && !folder.equals(root) && enters.test(folder);
  }

  private void visit(
      Path start, FileTreeVisitor.Callback eachFolder, FileTreeVisitor.Callback eachFile)
      throws IOException {
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            if (!folder.equals(start) && !enters.test(folder)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            try {
              eachFolder.call(folder);
            } catch (IOException e) {
              if (Files.exists(folder)) {
                throw e;
              }
              return FileVisitResult.SKIP_SUBTREE;
            }
            return enters.test(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            eachFile.call(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isLimit(Exception e) {
    return String.valueOf(e.getMessage()).contains("inotify");
  }

  private void complain(Exception e) {
    if (complained || closing.getCount() == 0 || !isLimit(e)) {
      return;
    }
    String text = String.valueOf(e.getMessage());
    complained = true;
    String limit =
        text.toLowerCase(Locale.ROOT).contains("instance")
            ? "fs.inotify.max_user_instances=1024"
            : "fs.inotify.max_user_watches=1048576";
    listener.slow(
        "changes of files are found up to "
            + SECONDS_BETWEEN_LOOKS
            + " s late, because this machine watches no more folders; raise the limit: sudo sysctl "
            + limit);
  }

  private void closeWatcher() {
    DirectoryWatcher open = watcher;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Its handles are gone either way.
        return;
      }
    }
  }

  private final class Hints implements DirectoryChangeListener {
    @Override
    public void onEvent(DirectoryChangeEvent event) {
      if (event.eventType() == DirectoryChangeEvent.EventType.OVERFLOW || event.path() == null) {
        listener.everything();
      } else {
        listener.touched(event.path());
      }
    }

    @Override
    public void onException(Exception e) {
      // A folder may not be watched now that should be: all are registered anew.
      missed = !isLimit(e);
      complain(e);
      listener.everything();
      closeWatcher();
    }
  }
}
