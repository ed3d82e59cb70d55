package nebula.rehearsal;

/// Brings what exists closer to what one workload wants, one step at a time; it is called again
/// after each change of the workload or of what it owns.
interface Controller {
  void reconcile(ObjectKey key);
}
