package nebula.dashboard;

import java.util.Optional;

/// Why a request gets no answer but an error.
///
/// The exception carries no stack trace: it is an answer, not a mistake of the program.
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Optional<String> mend;

  Refused(int status, String what, Optional<String> mend) {
    super(what, null, false, false);
    this.status = status;
    this.mend = mend;
  }

  static Refused badInput(String what, String mend) {
    return new Refused(400, what, Optional.of(mend));
  }

  static Refused notThere(String what) {
    return new Refused(404, what, Optional.empty());
  }

  int status() {
    return status;
  }

  String json() {
    return RunJson.object(json -> {
      json.writeStringProperty("error", getMessage());
      mend.ifPresent(text -> json.writeStringProperty("mend", text));
    });
  }
}
