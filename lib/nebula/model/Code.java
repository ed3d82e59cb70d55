package nebula.model;

/// How the code that runs in a service stands to the files on this machine. Only services that are
/// built here, or that have `sync:` rules, have one.
public sealed interface Code {
  /// In words, as every screen shows it.
  String words();

  /// What runs was built from just these files.
  record Live() implements Code {
    @Override
    public String words() {
      return "live";
    }
  }

  /// Every replica has the newest files; this many of them came after the image was built.
  record Synced(int files) implements Code {
    @Override
    public String words() {
      return "synced " + files + (files == 1 ? " file" : " files") + " since build";
    }
  }

  /// What runs is not what is on disk.
  ///
  /// @param why in a few words, such as `builds now` or `the build failed`
  record Older(String why) implements Code {
    @Override
    public String words() {
      return why.isEmpty() ? "older than your files" : "older than your files: " + why;
    }
  }
}
