package nebula.health;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http2.H2ConnectionException;
import org.apache.hc.core5.http2.H2CorruptFrameException;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFactory;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.hpack.HPackDecoder;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.http2.impl.io.FrameInputBuffer;
import org.apache.hc.core5.http2.impl.io.FrameOutputBuffer;
import org.apache.hc.core5.util.ByteArrayBuffer;

/// One unary gRPC call over HTTP/2 with prior knowledge, by the frames and the header compression
/// of httpcore5-h2 on a plain socket. Its reactor, or Vert.x, would do the same with threads and a
/// pool to look after, and take four to eight times as long for the first call.
final class GrpcCall {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /// What HTTP/2 gives both sides before they agree on something else.
  private static final int FRAME_SIZE = 16 * 1024;

  private static final int HEADER_TABLE = 4096;
  private static final int STREAM = 1;

  /// A health answer has 7 bytes; more than this is something else.
  private static final int LONGEST_MESSAGE = 4096;

  private final InputStream in;
  private final OutputStream out;
  private final FrameFactory frames = DefaultFrameFactory.INSTANCE;
  private final FrameOutputBuffer writer = new FrameOutputBuffer(FRAME_SIZE);
  private final FrameInputBuffer reader = new FrameInputBuffer(FRAME_SIZE);
  private final HPackDecoder headerDecoder =
      new HPackDecoder(HEADER_TABLE, StandardCharsets.US_ASCII);

  /// @param httpStatus 0 when the server sent none
  /// @param grpcStatus -1 when the server sent none
  record Reply(int httpStatus, int grpcStatus, String grpcMessage, byte[] message) {
    Reply with(List<Header> headers) throws NotGrpc {
      int http = httpStatus;
      int status = grpcStatus;
      String text = grpcMessage;
      for (Header header : headers) {
        switch (header.getName()) {
          case ":status" -> http = number(header.getValue());
          case "grpc-status" -> status = number(header.getValue());
          case "grpc-message" -> text = header.getValue();
          default -> {}
        }
      }
      return new Reply(http, status, text, message);
    }

    private static int number(String value) throws NotGrpc {
      try {
        return Integer.parseInt(value);
      } catch (NumberFormatException wrong) {
        throw new NotGrpc();
      }
    }
  }

  /// The other side does not speak gRPC.
  static final class NotGrpc extends IOException {
    private static final long serialVersionUID = 1L;
  }

  GrpcCall(Socket socket) throws IOException {
    this.in = socket.getInputStream();
    this.out = new BufferedOutputStream(socket.getOutputStream());
  }

  /// @throws NotGrpc when what comes back is no HTTP/2
  /// @throws EOFException when the connection ends before the answer
  Reply call(String authority, String method, byte[] request) throws IOException {
    out.write(PREFACE);
    writer.write(frames.createSettings(new H2Setting[0]), out);
    writer.write(frames.createHeaders(STREAM, headers(authority, method), true, false), out);
    writer.write(frames.createData(STREAM, ByteBuffer.wrap(request), true), out);
    out.flush();
    return reply();
  }

  private Reply reply() throws IOException {
    Reply reply = new Reply(0, -1, "", new byte[0]);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    boolean ended = false;
    while (!ended) {
      RawFrame frame = read();
      FrameType type = FrameType.valueOf(frame.getType());
      boolean last = frame.isFlagSet(FrameFlag.END_STREAM);
      switch (type) {
        case HEADERS -> {
          reply = reply.with(decoded(frame));
          ended = last;
        }
        case DATA -> {
          append(frame.getPayloadContent(), message);
          ended = last;
        }
        case SETTINGS -> acknowledge(frame);
        case RST_STREAM, GOAWAY -> throw new EOFException("the server ended the call");
        case null -> {}
        default -> {}
      }
    }
    return new Reply(
        reply.httpStatus(), reply.grpcStatus(), reply.grpcMessage(), message.toByteArray());
  }

  private RawFrame read() throws IOException {
    try {
      return reader.read(in);
    } catch (H2CorruptFrameException cut) {
      throw new EOFException("the connection ended within a frame");
    } catch (H2ConnectionException garbage) {
      throw new NotGrpc();
    }
  }

  private List<Header> decoded(RawFrame headers) throws NotGrpc {
    ByteBuffer block = headers.getPayloadContent();
    if (block == null) {
      return List.of();
    }
    try {
      return headerDecoder.decodeHeaders(block);
    } catch (HttpException garbage) {
      throw new NotGrpc();
    }
  }

  private void acknowledge(RawFrame settings) throws IOException {
    if (!settings.isFlagSet(FrameFlag.ACK)) {
      writer.write(frames.createSettingsAck(), out);
      out.flush();
    }
  }

  private static void append(ByteBuffer data, ByteArrayOutputStream message) throws NotGrpc {
    if (data == null) {
      return;
    }
    if (message.size() + data.remaining() > LONGEST_MESSAGE) {
      throw new NotGrpc();
    }
    while (data.hasRemaining()) {
      message.write(data.get());
    }
  }

  private static ByteBuffer headers(String authority, String method) throws IOException {
    List<Header> headers =
        List.of(
            new BasicHeader(":method", "POST"),
            new BasicHeader(":scheme", "http"),
            new BasicHeader(":authority", authority),
            new BasicHeader(":path", method),
            new BasicHeader("content-type", "application/grpc"),
            new BasicHeader("te", "trailers"));
    ByteArrayBuffer encoded = new ByteArrayBuffer(FRAME_SIZE / 16);
    // Without a table of its own: there is one call on each connection.
    new HPackEncoder(0, StandardCharsets.US_ASCII).encodeHeaders(encoded, headers, false);
    return ByteBuffer.wrap(encoded.array(), 0, encoded.length());
  }
}
