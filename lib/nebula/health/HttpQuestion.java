package nebula.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import nebula.model.HealthCheck;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/// A GET on a connection of its own, by httpcore5 on a plain socket. The JDK's two clients keep
/// connections, whatever the request says: a kept one leads to the pod that it led to first, and
/// goes on working when nobody new gets through.
record HttpQuestion(HealthCheck.Http check) implements Question {

  @Override
  public String subject() {
    return "GET http://localhost:" + check.port() + check.path();
  }

  @Override
  public Answer ask(Duration limit) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", check.port()), (int) limit.toMillis());
      socket.setSoTimeout((int) limit.toMillis());
      return answer(response(socket));
    } catch (ConnectException refused) {
      return Answer.failed(subject() + ": nothing listens on port " + check.port());
    } catch (SocketTimeoutException slow) {
      throw slow;
    } catch (HttpException garbage) {
      return Answer.failed(subject() + " was answered by something that is not HTTP");
    } catch (IOException closed) {
      return Answer.failed(subject() + ": the connection was closed without an answer");
    }
  }

  /// The head of the response: the body is of no interest, and may not end.
  private HttpResponse response(Socket socket) throws IOException, HttpException {
    BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", check.path());
    request.addHeader("Host", "localhost:" + check.port());
    request.addHeader("User-Agent", "nebula");
    request.addHeader("Connection", "close");
    // Not closed itself: it would read the rest of the response first. The socket is.
    @SuppressWarnings("resource")
    DefaultBHttpClientConnection connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT);
    connection.bind(socket);
    connection.sendRequestHeader(request);
    connection.flush();
    return connection.receiveResponseHeader();
  }

  /// Where a redirect leads is not what was asked; `expect` may name a 3xx.
  private Answer answer(HttpResponse response) {
    int code = response.getCode();
    Header target = response.getFirstHeader("Location");
    String redirect = code / 100 == 3 && target != null ? " (to " + target.getValue() + ")" : "";
    String words = subject() + " answered " + code + redirect;
    return code == check.expect()
        ? Answer.passed(words)
        : Answer.failed(words + ", not " + check.expect());
  }
}
