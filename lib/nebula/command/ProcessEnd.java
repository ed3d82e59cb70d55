package nebula.command;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Ends this process at once, with its exit code.
///
/// A JVM that ends waits 300 ms for threads that are inside the operating system, and the JDK has
/// one there for good as soon as a virtual thread has waited for a socket
/// (`VM_Exit::wait_for_threads_in_native_to_block`). That would be a third of a second `up`. The
/// commands have closed all they opened when they come here, so nothing is left to wait for.
public final class ProcessEnd {
  /// Set for runs whose JVM has something to write at its own end, such as a class archive.
  private static final String ORDERLY = "nebula.orderly.end";

  private ProcessEnd() {}

  public static void with(int exitCode) {
    System.out.flush();
    System.err.flush();
    if (!Boolean.getBoolean(ORDERLY)) {
      endNow(exitCode);
    }
    System.exit(exitCode);
  }

  /// Returns only where the system has no such function.
  @SuppressWarnings("restricted")
  private static void endNow(int exitCode) {
    try {
      Linker linker = Linker.nativeLinker();
      var function = linker.defaultLookup().find("_exit");
      if (function.isPresent()) {
        FunctionDescriptor takesAnInt = FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT);
        linker.downcallHandle(function.get(), takesAnInt).invokeExact(exitCode);
      }
    } catch (Throwable notHere) {
      // The JVM's own end does the same, later.
    }
  }
}
