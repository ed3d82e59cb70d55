package nebula.kube;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;

/// An open way to the API server: one HTTP/2 connection for everything but WebSockets.
record ApiSession(ApiAccess access, HttpClient http) {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);

  /// Returns when the connection stands, or could not be made: requests that begin before share no
  /// connection and would each pay for a handshake.
  static ApiSession open(ApiAccess access, ExecutorService threads) throws InterruptedException {
    HttpClient.Builder builder =
        HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).executor(threads);
    access.tls().ifPresent(builder::sslContext);
    builder.proxy(access.proxy().map(ProxySelector::of).orElse(HttpClient.Builder.NO_PROXY));
    if (access.tls().isEmpty()) {
      // An upgrade from plain HTTP/1.1 is what nobody offers.
      builder.version(HttpClient.Version.HTTP_1_1);
    }
    ApiSession session = new ApiSession(access, builder.build());
    if (access.tls().isPresent()) {
      try {
        session.http.send(
            session.request(ApiRequest.get("/livez"), CONNECT_LIMIT), BodyHandlers.discarding());
      } catch (IOException e) {
        // The requests themselves will say so.
      }
    }
    return session;
  }

  HttpRequest request(ApiRequest asked, Duration limit) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(access.at(asked.path()))
            .timeout(limit)
            .header("Accept", asked.accept())
            .header("User-Agent", "nebula");
    access.authorization().ifPresent(value -> request.header("Authorization", value));
    if (asked.body().length == 0) {
      return request.method(asked.method(), BodyPublishers.noBody()).build();
    }
    return request
        .header("Content-Type", asked.contentType())
        .method(asked.method(), BodyPublishers.ofByteArray(asked.body()))
        .build();
  }
}
