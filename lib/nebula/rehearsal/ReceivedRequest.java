package nebula.rehearsal;

/// A request that came to the fake API server.
///
/// @param query without the question mark, undecoded; empty when there is none
/// @param body empty when there is none
public record ReceivedRequest(String method, String path, String query, String body) {

  public boolean writes() {
    return !method.equals("GET");
  }

  /// `PATCH /apis/apps/v1/namespaces/default/deployments/postgres`
  @Override
  public String toString() {
    return method + " " + path;
  }
}
