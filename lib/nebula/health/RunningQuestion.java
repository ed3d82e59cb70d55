package nebula.health;

import java.time.Duration;

/// Whether there is anything that runs: for what has no port. How a process ended is told by those
/// who started it.
record RunningQuestion(boolean runs) implements Question {

  @Override
  public String subject() {
    return "its process";
  }

  @Override
  public Answer ask(Duration limit) {
    return runs ? Answer.passed("it runs") : Answer.failed("none of its pods runs");
  }
}
