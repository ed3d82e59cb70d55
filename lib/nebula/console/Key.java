package nebula.console;

/// What the reader of the board can ask for.
enum Key {
  UP,
  DOWN,
  PAGE_UP,
  PAGE_DOWN,
  FIRST,
  LAST,
  NEXT_SERVICE,
  PREVIOUS_SERVICE,
  ALL_SERVICES,
  RESTART,
  REBUILD,
  STOP_OR_START,
  LEAVE
}
