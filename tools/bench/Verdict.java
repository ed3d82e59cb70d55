package nebula.bench;

enum Verdict {
  MET("met"),
  NOT_MET("NOT MET"),
  NOT_MEASURED("not measured");

  private final String words;

  Verdict(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
