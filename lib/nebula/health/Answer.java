package nebula.health;

/// What came back from one health check.
///
/// @param words what was asked and what came back; the same as long as the outcome is the same
record Answer(boolean passed, String words) {

  static Answer passed(String words) {
    return new Answer(true, words);
  }

  static Answer failed(String words) {
    return new Answer(false, words);
  }
}
