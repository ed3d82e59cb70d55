package nebula.model;

/// What the scripts end with; the numbers are a promise to those who call them.
public enum ExitCode {
  HEALTHY(0),
  SERVICE_FAILED(1),
  BAD_INPUT(2),
  MACHINE_LACKS(3),
  TIMED_OUT(4),
  /// Ended by Ctrl-C before what was asked for was reached, as shells count signals: 128 + SIGINT.
  INTERRUPTED(130);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /// That of a process; one that is none of ours counts as a failure.
  public static ExitCode of(int number) {
    for (ExitCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    return SERVICE_FAILED;
  }

  public int number() {
    return number;
  }
}
