package nebula.local;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A live process of this machine; one that has ended and only waits to be asked how is none.
///
/// @param session 0 where the system does not tell
/// @param marked whether it carries the mark that was asked for in its environment
record ProcessEntry(long pid, long parent, long group, long session, boolean marked) {

  /// What the leader of a session started, in any way: children keep the mark and the session also
  /// when their parent is gone, and one that shed both is known by its parent.
  ///
  /// @param leader the process that was started; 0 when that is not known to live
  static List<Long> tree(Collection<ProcessEntry> all, long leader) {
    long self = ProcessHandle.current().pid();
    Map<Long, Boolean> known = new HashMap<>();
    for (ProcessEntry entry : all) {
      boolean led =
          leader > 0 && (entry.pid == leader || entry.session == leader || entry.group == leader);
      known.put(entry.pid, entry.marked || led);
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (ProcessEntry entry : all) {
        if (!known.get(entry.pid) && known.getOrDefault(entry.parent, false)) {
          known.put(entry.pid, true);
          grown = true;
        }
      }
    }
    known.remove(self);
    return known.keySet().stream().filter(known::get).sorted().toList();
  }
}
