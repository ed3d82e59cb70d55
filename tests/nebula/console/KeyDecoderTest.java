package nebula.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KeyDecoderTest {
  static Stream<Arguments> sent() {
    return Stream.of(
        Arguments.of("\u001b[A\u001b[B", List.of(Key.UP, Key.DOWN)),
        Arguments.of("\u001bOA\u001bOB", List.of(Key.UP, Key.DOWN)),
        Arguments.of("\u001b[5~\u001b[6~", List.of(Key.PAGE_UP, Key.PAGE_DOWN)),
        Arguments.of("\u001b[H\u001b[4~", List.of(Key.FIRST, Key.LAST)),
        Arguments.of("\t\u001b[Z", List.of(Key.NEXT_SERVICE, Key.PREVIOUS_SERVICE)),
        Arguments.of(
            "kj bgGaq",
            List.of(
                Key.UP,
                Key.DOWN,
                Key.PAGE_DOWN,
                Key.PAGE_UP,
                Key.FIRST,
                Key.LAST,
                Key.ALL_SERVICES,
                Key.LEAVE)),
        Arguments.of("rRs", List.of(Key.RESTART, Key.REBUILD, Key.STOP_OR_START)),
        Arguments.of("xyz\u001b[1;5Pq", List.of(Key.LEAVE)),
        Arguments.of("\u001b\u001b[A", List.of(Key.UP)));
  }

  @ParameterizedTest
  @MethodSource("sent")
  void makesKeysOfWhatTerminalsSend(String sent, List<Key> expected) {
    KeyDecoder decoder = new KeyDecoder();
    List<Key> keys = new ArrayList<>();
    for (char sign : sent.toCharArray()) {
      decoder.next(sign).ifPresent(keys::add);
    }
    assertEquals(expected, keys);
  }
}
