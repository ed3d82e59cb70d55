package nebula.rehearsal;

/// What one path of the fake server answers, whoever asks.
record FixedAnswer(int code, String json) {}
