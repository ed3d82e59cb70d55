package nebula.kube;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Where the API server is and how one shows who one is.
///
/// @param tls empty for plain HTTP
/// @param authorization value of the header, where certificates do not say it
record ApiAccess(
    URI server,
    Optional<SSLContext> tls,
    Optional<String> authorization,
    Optional<InetSocketAddress> proxy) {

  /// @param path with query, from `/`
  URI at(String path) {
    return URI.create(server + path);
  }
}
