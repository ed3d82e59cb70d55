package nebula.sync;

/// One file, link or folder, as far as it matters to a container.
///
/// @param mode the nine permission bits
/// @param content SHA-256 of a file, the target of a link, empty for a folder
/// @param size in bytes
/// @param modified nanoseconds since 1970
/// @param identity tells a file from another of the same path, where the file system has inodes
record SourceFile(Kind kind, int mode, String content, long size, long modified, long identity) {
  enum Kind {
    FILE,
    LINK,
    FOLDER
  }

  /// Whether a container that has the one need not get the other.
  boolean sameAs(SourceFile other) {
    return kind == other.kind
        && content.equals(other.content)
        && (kind != Kind.FILE || mode == other.mode);
  }

  /// Whether the file has not been written since this was read, so far as can be told without
  /// reading it.
  boolean looksLike(SourceFile other) {
    return kind == Kind.FILE
        && other.kind == Kind.FILE
        && size == other.size
        && modified == other.modified
        && identity == other.identity;
  }

  SourceFile withContent(String hash) {
    return new SourceFile(kind, mode, hash, size, modified, identity);
  }
}
