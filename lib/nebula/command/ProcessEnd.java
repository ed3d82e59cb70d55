package nebula.command;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Ends this process at once, with its exit code.
///
/// A JVM that ends waits 300 ms for threads that are inside the operating system
/// (`VM_Exit::wait_for_threads_in_native_to_block`), and the JDK has one or two there for good as
/// soon as virtual threads are used: it unblocks them, and it waits for their sockets. That would
/// be a third of a second `up`. The commands have closed all they opened when they come here, so
/// nothing is left to wait for.
public final class ProcessEnd {
  /// Set for runs whose JVM has something to write at its own end, such as a class archive.
  private static final String ORDERLY = "nebula.orderly.end";

  private ProcessEnd() {}

  public static void with(int exitCode) {
    System.out.flush();
    System.err.flush();
    if (Boolean.getBoolean(ORDERLY)) {
      // Prepared all the same, so that the archive has the classes.
      immediate();
    } else if (mayHaveToWait()) {
      immediate().ifPresent(end -> endNow(end, exitCode));
    }
    System.exit(exitCode);
  }

  /// Whether the JDK has such a thread. To end at once costs 50 ms of processor time: too much for
  /// a run that has only printed its help.
  private static boolean mayHaveToWait() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .anyMatch(name -> name.startsWith("VirtualThread-") || name.endsWith("Poller"));
  }

  /// Empty where the system has no such function.
  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> immediate() {
    try {
      Linker linker = Linker.nativeLinker();
      FunctionDescriptor takesAnInt = FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT);
      return linker
          .defaultLookup()
          .find("_exit")
          .map(function -> linker.downcallHandle(function, takesAnInt));
    } catch (RuntimeException | LinkageError notHere) {
      // The JVM's own end does the same, later.
      return Optional.empty();
    }
  }

  private static void endNow(MethodHandle end, int exitCode) {
    try {
      end.invokeExact(exitCode);
    } catch (Throwable notHere) {
      // As above.
    }
  }
}
