package nebula.dashboard;

import java.nio.charset.StandardCharsets;

/// One event of the stream, written once for all readers.
///
/// @param number its place in the run; 0 for what is not kept
/// @param service whose log line it is; empty for everything else
/// @param bytes as they go out, up to the blank line
record Message(long number, String service, byte[] bytes) {

  static Message event(String run, long number, String json) {
    return new Message(number, "", bytes("id: " + run + "-" + number + "\ndata: " + json));
  }

  static Message snapshot(String run, long number, String json) {
    return new Message(
        number, "", bytes("id: " + run + "-" + number + "\nevent: snapshot\ndata: " + json));
  }

  /// It has no id, so that a reader that comes back begins after the last event that is kept.
  static Message log(String service, String json) {
    return new Message(0, service, bytes("data: " + json));
  }

  boolean isLog() {
    return !service.isEmpty();
  }

  private static byte[] bytes(String text) {
    return (text + "\n\n").getBytes(StandardCharsets.UTF_8);
  }
}
