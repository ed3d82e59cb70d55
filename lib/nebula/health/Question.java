package nebula.health;

import java.time.Duration;

/// One health check as it is asked. It runs on a virtual thread, so that an interrupt ends also the
/// reading from a socket.
interface Question {
  /// What is asked, as a message begins with it: `GET http://localhost:8080/`.
  String subject();

  /// @param limit for each wait within; the whole is ended from outside when the limit is over
  Answer ask(Duration limit) throws Exception;
}
