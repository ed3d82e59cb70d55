package nebula.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import nebula.model.HealthCheck;

/// A GET on a connection of its own. A connection that is kept, as the JDK's newer client keeps
/// them, leads to the pod that it led to first, and goes on working when nobody new gets through;
/// the older client closes it when told to, and costs a tenth at the first use.
record HttpQuestion(HealthCheck.Http check) implements Question {

  @Override
  public String subject() {
    return "GET http://localhost:" + check.port() + check.path();
  }

  @Override
  public Answer ask(Duration limit) throws IOException {
    URI address = URI.create("http://127.0.0.1:" + check.port() + check.path());
    HttpURLConnection connection =
        (HttpURLConnection) address.toURL().openConnection(Proxy.NO_PROXY);
    try {
      connection.setRequestProperty("Connection", "close");
      // Where a redirect leads is not what was asked; `expect` may name a 3xx.
      connection.setInstanceFollowRedirects(false);
      connection.setUseCaches(false);
      connection.setConnectTimeout((int) limit.toMillis());
      connection.setReadTimeout((int) limit.toMillis());
      return answer(connection);
    } catch (ConnectException refused) {
      return Answer.failed(subject() + ": nothing listens on port " + check.port());
    } catch (SocketTimeoutException slow) {
      throw slow;
    } catch (IOException closed) {
      return Answer.failed(subject() + ": the connection was closed without an answer");
    } finally {
      connection.disconnect();
    }
  }

  private Answer answer(HttpURLConnection connection) throws IOException {
    int code = connection.getResponseCode();
    if (code < 0) {
      return Answer.failed(subject() + " was answered by something that is not HTTP");
    }
    String target = connection.getHeaderField("Location");
    String redirect = code / 100 == 3 && target != null ? " (to " + target + ")" : "";
    String words = subject() + " answered " + code + redirect;
    return code == check.expect()
        ? Answer.passed(words)
        : Answer.failed(words + ", not " + check.expect());
  }
}
