package nebula.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import nebula.model.Position;

/// A file that must be UTF-8, because YAML is: nothing is replaced by question marks.
public final class TextFile {
  private TextFile() {}

  /// Empty when a problem was added: the file is missing, unreadable or not UTF-8.
  public static Optional<String> read(Path file, Problems problems) {
    try {
      return decode(file, Files.readAllBytes(file), problems);
    } catch (NoSuchFileException e) {
      problems.add(Position.startOf(file), "there is no such file", "create it");
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      problems.add(
          Position.startOf(file), "cannot be read: " + why, "check that it is a readable file");
    }
    return Optional.empty();
  }

  private static Optional<String> decode(Path file, byte[] bytes, Problems problems) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      String what = "is not UTF-8: byte 0x%02X".formatted(bytes[in.position()]);
      problems.add(place(file, bytes, in.position()), what, "save the file as UTF-8");
      return Optional.empty();
    }
    return Optional.of(out.flip().toString());
  }

  /// All bytes before the offset are good UTF-8; a continuation byte (10xxxxxx) starts no column.
  private static Position place(Path file, byte[] bytes, int offset) {
    int line = 1;
    int column = 1;
    for (int at = 0; at < offset; at++) {
      if (bytes[at] == '\n') {
        line++;
        column = 1;
      } else if ((bytes[at] & 0xC0) != 0x80) {
        column++;
      }
    }
    return new Position(file, line, column);
  }
}
