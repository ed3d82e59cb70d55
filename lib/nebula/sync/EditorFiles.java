package nebula.sync;

/// Files that editors write beside the one that is edited, and delete soon after: no ignore file
/// lists them all, and none of them is anybody's source.
final class EditorFiles {
  private EditorFiles() {}

  static boolean isOne(String name) {
    return name.endsWith("~")
        || name.endsWith("___jb_tmp___")
        || name.endsWith("___jb_old___")
        || name.startsWith(".#")
        || name.startsWith("#") && name.endsWith("#")
        || name.startsWith(".goutputstream-")
        || isSwap(name)
        || isProbeOfVim(name);
  }

  /// `.NAME.swp`, and `.swo`, `.swn` … when that one is there.
  private static boolean isSwap(String name) {
    int end = name.length() - 4;
    return end > 0 && name.startsWith(".") && name.startsWith(".sw", end);
  }

  /// Vim tries whether it may write into a folder with 4913, and 123 more if that one exists.
  private static boolean isProbeOfVim(String name) {
    return name.equals("4913");
  }
}
