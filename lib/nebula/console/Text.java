package nebula.console;

import java.util.ArrayList;
import java.util.List;

/// One line of the screen in pieces that each have a look. Immutable; never holds a control
/// character.
record Text(List<Piece> pieces) {
  static final Text EMPTY = new Text(List.of());

  /// @param sgr as {@link Role#sgr}
  record Piece(String sgr, String text) {}

  Text {
    pieces = List.copyOf(pieces);
  }

  static Text of(String text) {
    return of(Role.PLAIN, text);
  }

  static Text of(Role role, String text) {
    return text.isEmpty() ? EMPTY : new Text(List.of(new Piece(role.sgr(), text)));
  }

  Text and(Text other) {
    List<Piece> joined = new ArrayList<>(pieces);
    joined.addAll(other.pieces);
    return new Text(joined);
  }

  Text and(Role role, String text) {
    return and(of(role, text));
  }

  Text and(String text) {
    return and(of(text));
  }

  int width() {
    int width = 0;
    for (Piece piece : pieces) {
      width += Cells.of(piece.text());
    }
    return width;
  }

  Text padTo(int width) {
    int missing = width - width();
    return missing > 0 ? and(" ".repeat(missing)) : this;
  }

  Text padLeftTo(int width) {
    int missing = width - width();
    return missing > 0 ? of(" ".repeat(missing)).and(this) : this;
  }

  /// At most so many cells; what is cut off shows as the ellipsis.
  Text cutTo(int width, String ellipsis) {
    if (width() <= width) {
      return this;
    }
    int left = Math.max(0, width - Cells.of(ellipsis));
    List<Piece> kept = new ArrayList<>();
    String lastLook = "";
    for (Piece piece : pieces) {
      String part = piece.text().substring(0, Cells.fitting(piece.text(), left));
      kept.add(new Piece(piece.sgr(), part));
      lastLook = piece.sgr();
      left -= Cells.of(part);
      if (part.length() < piece.text().length()) {
        break;
      }
    }
    if (width >= Cells.of(ellipsis)) {
      kept.add(new Piece(lastLook, ellipsis));
    }
    return new Text(kept);
  }

  /// Exactly so many cells.
  Text fitTo(int width, String ellipsis) {
    return cutTo(width, ellipsis).padTo(width);
  }

  String plain() {
    StringBuilder plain = new StringBuilder();
    pieces.forEach(piece -> plain.append(piece.text()));
    return plain.toString();
  }

  /// With the theme's escape sequences, or without any.
  String painted(Theme theme) {
    StringBuilder painted = new StringBuilder();
    pieces.forEach(piece -> painted.append(theme.paint(piece.sgr(), piece.text())));
    return painted.toString();
  }
}
