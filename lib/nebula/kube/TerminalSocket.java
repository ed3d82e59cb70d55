package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocket;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// A shell in a container over a WebSocket. The first byte of each message is the channel: 0 what
/// is typed, 1 what the terminal shows, 3 how the shell ended (a `Status` object), 4 the size.
///
/// The first line that it shows is its process number, for who hangs up, and is kept from readers.
final class TerminalSocket implements Terminal, WebSocket.Listener {
  private static final int SHOWN = 1;
  private static final int ENDED = 3;
  private static final int SIZE = 4;
  private static final int KILLED = 137;
  private static final int LONGEST_NUMBER = 10;
  private static final String LOST = "the connection to the container was closed";

  private final KubernetesSerialization json;
  private final String title;
  private final Consumer<TerminalSocket> hangUp;
  private final ReceivedBytes received = new ReceivedBytes();
  private final ByteArrayOutputStream firstLine = new ByteArrayOutputStream();
  private final CompletableFuture<Long> process = new CompletableFuture<>();
  private volatile Optional<String> end = Optional.empty();
  private volatile ChannelOutput input;
  private volatile WebSocket socket;

  /// @param title such as `web-1 --target=web`, for a command that brings a shell
  /// @param hangUp ends the shell; called once, and not when it ended by itself
  TerminalSocket(KubernetesSerialization json, String title, Consumer<TerminalSocket> hangUp) {
    this.json = json;
    this.title = title;
    this.hangUp = hangUp;
  }

  /// Its number in the container; never known of one that did not begin.
  CompletableFuture<Long> process() {
    return process;
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    input = new ChannelOutput(opened, received::isEnded);
  }

  @Override
  public void onMessage(WebSocket from, ByteBuffer message) {
    boolean more = true;
    int channel = message.hasRemaining() ? message.get() : -1;
    if (channel == SHOWN) {
      more = show(message);
    } else if (channel == ENDED) {
      finish(words(StandardCharsets.UTF_8.decode(message).toString()));
    }
    if (more) {
      from.request();
    }
  }

  /// @return whether the next message may come
  private boolean show(ByteBuffer message) {
    while (!process.isDone() && message.hasRemaining()) {
      byte sign = message.get();
      firstLine.write(sign);
      boolean digit = sign >= '0' && sign <= '9';
      boolean lineEnd = (sign == '\r' || sign == '\n') && firstLine.size() > 1;
      if (sign == '\n' && lineEnd) {
        process.complete(Long.valueOf(firstLine.toString(StandardCharsets.US_ASCII).strip()));
      } else if ((!digit && !lineEnd) || firstLine.size() > LONGEST_NUMBER) {
        process.completeExceptionally(new IOException("it is not a shell of ours"));
        received.add(ByteBuffer.wrap(firstLine.toByteArray()));
      }
    }
    return received.add(message);
  }

  private String words(String status) {
    CommandEnd how = CommandEnd.of(new JsonValue(json.unmarshal(status, Object.class)));
    if (how.programIsMissing()) {
      return "the container has no shell, neither bash nor sh; to bring one: kubectl debug -it "
          + "--image=busybox "
          + title;
    }
    if (how.exitCode().isEmpty()) {
      return "the shell could not be started: " + how.message();
    }
    return how.exitCode().get() == KILLED
        ? "the shell was killed (exit code 137), as it is when its container ends"
        : "the shell ended with exit code " + how.exitCode().get();
  }

  @Override
  public void onClose(WebSocket from, int code, String reason) {
    finish(LOST);
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    finish(LOST + ": " + error.getMessage());
  }

  @Override
  public InputStream output() {
    return received.input(() -> socket.request());
  }

  @Override
  public OutputStream input() {
    return input;
  }

  @Override
  public void resize(Size size) throws IOException {
    String text = "{\"Width\":%d,\"Height\":%d}".formatted(size.columns(), size.rows());
    input.send(SIZE, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Optional<String> end() {
    return end;
  }

  @Override
  public void close() {
    if (finish("it was closed here")) {
      hangUp.accept(this);
    }
    socket.sendClose(1000, "");
  }

  /// @return whether it had not ended before
  private synchronized boolean finish(String why) {
    boolean first = end.isEmpty();
    if (first) {
      end = Optional.of(why);
    }
    received.end("");
    return first;
  }
}
