package nebula.kube;

import java.util.Optional;

/// How a command in a container ended.
///
/// @param exitCode empty when it did not even begin
/// @param message why, in the words of the node
record CommandEnd(Optional<Integer> exitCode, String message) {

  /// @param status the `Status` object that comes last
  static CommandEnd of(JsonValue status) {
    if (status.at("status").text("").equals("Success")) {
      return new CommandEnd(Optional.of(0), "");
    }
    String message = status.at("message").text("no exit code");
    for (JsonValue cause : status.at("details", "causes").items()) {
      if (cause.at("reason").text("").equals("ExitCode")) {
        return new CommandEnd(Optional.of(Integer.parseInt(cause.at("message").text(""))), message);
      }
    }
    return new CommandEnd(Optional.empty(), message);
  }

  boolean programIsMissing() {
    return exitCode.isEmpty()
        && (message.contains("executable file not found")
            || message.contains("no such file or directory"));
  }
}
