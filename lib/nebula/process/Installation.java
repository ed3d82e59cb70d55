package nebula.process;

/// How to get a program that is not there, as a command where one is documented.
public final class Installation {
  private static final String REHEARSAL =
      " (without it, `./jbang up.java --rehearse` shows a run in which nothing is real)";

  private Installation() {}

  public static String howTo(String program) {
    return switch (program) {
      case "docker" -> "install it: https://docs.docker.com/get-docker/" + REHEARSAL;
      case "k3d" -> k3d() + REHEARSAL;
      case "kubectl" ->
          onMac() ? "brew install kubectl" : "https://kubernetes.io/docs/tasks/tools/";
      case "pnpm" -> "npm install -g pnpm";
      case "node", "npm" -> "https://nodejs.org";
      case "cargo", "rustc" -> "install Rust: https://rustup.rs";
      case "webkit" ->
          "what Tauri builds with: https://tauri.app/start/prerequisites/, on Debian and Ubuntu"
              + " apt install libwebkit2gtk-4.1-dev build-essential";
      default -> "install " + program + " and see that it is on the PATH";
    };
  }

  /// The documented ways to install k3d, which also bring an old one up to date.
  private static String k3d() {
    return onMac()
        ? "brew install k3d"
        : "curl -s https://raw.githubusercontent.com/k3d-io/k3d/main/install.sh | bash"
            + " (or: brew install k3d)";
  }

  private static boolean onMac() {
    return System.getProperty("os.name", "").startsWith("Mac");
  }
}
