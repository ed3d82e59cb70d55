package nebula.health;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import nebula.model.HealthCheck;

/// `grpc.health.v1.Health/Check` on a connection of its own, without TLS.
///
/// The two messages are written by hand: each has one field, and a protobuf library with its
/// generated classes would cost more at start-up than everything else here.
record GrpcQuestion(HealthCheck.Grpc check) implements Question {
  private static final String METHOD = "/grpc.health.v1.Health/Check";

  /// Field 1 of the request is the service's name (wire type 2: length, bytes); field 1 of the
  /// response is the status (wire type 0: a number).
  private static final int SERVICE_FIELD = 0x0A;

  private static final int STATUS_FIELD = 0x08;

  /// A gRPC message is preceded by a byte that says whether it is compressed, and four of length.
  private static final int PREFIX = 5;

  private static final int OK = 0;
  private static final int NOT_FOUND = 5;
  private static final int UNIMPLEMENTED = 12;
  private static final int SERVING = 1;
  private static final int LONGEST_NAME = 0x7F;

  GrpcQuestion {
    if (check.service().length() > LONGEST_NAME) {
      throw new IllegalArgumentException("longer than one length byte: " + check.service());
    }
  }

  @Override
  public String subject() {
    String of = check.service().isEmpty() ? "" : " of " + check.service();
    return "gRPC health" + of + " on port " + check.port();
  }

  @Override
  public Answer ask(Duration limit) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", check.port()), (int) limit.toMillis());
      socket.setSoTimeout((int) limit.toMillis());
      socket.setTcpNoDelay(true);
      return answer(new GrpcCall(socket).call("localhost:" + check.port(), METHOD, request()));
    } catch (ConnectException refused) {
      return Answer.failed(subject() + ": nothing listens there");
    } catch (SocketTimeoutException slow) {
      throw slow;
    } catch (GrpcCall.NotGrpc garbage) {
      return Answer.failed(subject() + " was answered by something that is not gRPC");
    } catch (IOException closed) {
      return Answer.failed(subject() + ": the connection was closed without an answer");
    }
  }

  private Answer answer(GrpcCall.Reply reply) {
    if (reply.httpStatus() != 200) {
      return Answer.failed(subject() + ": HTTP " + reply.httpStatus() + " instead of gRPC");
    }
    String words =
        switch (reply.grpcStatus()) {
          case OK -> " answered " + name(status(reply.message()));
          case NOT_FOUND -> ": the server does not know this service";
          case UNIMPLEMENTED -> ": the server has no gRPC health service";
          default -> " answered gRPC status " + reply.grpcStatus() + said(reply.grpcMessage());
        };
    boolean passed = reply.grpcStatus() == OK && status(reply.message()) == SERVING;
    return new Answer(passed, subject() + words);
  }

  private byte[] request() {
    byte[] name = check.service().getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    if (name.length > 0) {
      message.write(SERVICE_FIELD);
      message.write(name.length);
      message.writeBytes(name);
    }
    return ByteBuffer.allocate(PREFIX + message.size())
        .put((byte) 0)
        .putInt(message.size())
        .put(message.toByteArray())
        .array();
  }

  /// A field with its default value, 0, is left out of the message.
  private static int status(byte[] message) {
    return message.length >= PREFIX + 2 && message[PREFIX] == STATUS_FIELD
        ? message[PREFIX + 1]
        : 0;
  }

  private static String name(int status) {
    return switch (status) {
      case SERVING -> "SERVING";
      case 2 -> "NOT_SERVING";
      case 3 -> "SERVICE_UNKNOWN";
      default -> "UNKNOWN";
    };
  }

  private static String said(String message) {
    return message.isBlank() ? "" : ": " + Extract.line(message);
  }
}
