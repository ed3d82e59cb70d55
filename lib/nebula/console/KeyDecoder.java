package nebula.console;

import java.util.Optional;

/// Makes keys of what a terminal sends: letters, and sequences such as `ESC [ 5 ~`.
final class KeyDecoder {
  private static final char BEGIN = 0;

  private char stage = BEGIN;
  private final StringBuilder parameters = new StringBuilder();

  Optional<Key> next(char sign) {
    if (sign == Theme.ESCAPE) {
      stage = Theme.ESCAPE;
      return Optional.empty();
    }
    if (stage == Theme.ESCAPE) {
      stage = sign == '[' || sign == 'O' ? '[' : BEGIN;
      parameters.setLength(0);
      return Optional.empty();
    }
    if (stage == '[') {
      return inSequence(sign);
    }
    return Optional.ofNullable(plain(sign));
  }

  private Optional<Key> inSequence(char sign) {
    if (sign < 0x40) {
      parameters.append(sign);
      return Optional.empty();
    }
    stage = BEGIN;
    return Optional.ofNullable(sign == '~' ? numbered(parameters.toString()) : lettered(sign));
  }

  private static Key plain(char sign) {
    return switch (sign) {
      case 'k' -> Key.UP;
      case 'j' -> Key.DOWN;
      case 'b' -> Key.PAGE_UP;
      case ' ' -> Key.PAGE_DOWN;
      case 'g' -> Key.FIRST;
      case 'G' -> Key.LAST;
      case '\t' -> Key.NEXT_SERVICE;
      case 'a' -> Key.ALL_SERVICES;
      case 'r' -> Key.RESTART;
      case 'R' -> Key.REBUILD;
      case 's' -> Key.STOP_OR_START;
      case 'q' -> Key.LEAVE;
      default -> null;
    };
  }

  private static Key lettered(char sign) {
    return switch (sign) {
      case 'A' -> Key.UP;
      case 'B' -> Key.DOWN;
      case 'H' -> Key.FIRST;
      case 'F' -> Key.LAST;
      case 'Z' -> Key.PREVIOUS_SERVICE;
      default -> null;
    };
  }

  private static Key numbered(String number) {
    return switch (number) {
      case "1", "7" -> Key.FIRST;
      case "4", "8" -> Key.LAST;
      case "5" -> Key.PAGE_UP;
      case "6" -> Key.PAGE_DOWN;
      default -> null;
    };
  }
}
