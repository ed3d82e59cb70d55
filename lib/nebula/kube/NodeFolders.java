package nebula.kube;

/// Makes folders on the node of a cluster on this machine.
public interface NodeFolders {
  /// Makes the folder, which anyone may write to, if it is not there.
  ///
  /// @param path on the node
  /// @return whether it is there now; then a volume may be put in it
  boolean make(String path) throws InterruptedException;
}
