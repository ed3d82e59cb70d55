package nebula.config;

import java.util.List;
import java.util.Optional;
import nebula.config.TextType.Complaint;
import nebula.model.Port;

/// What holds for a service that is a process of this machine.
final class LocalRules {
  private static final String PROGRAM = "^[A-Za-z0-9][A-Za-z0-9._+-]*$";

  private LocalRules() {}

  /// `cargo`: looked for on the PATH, so neither a path nor a command.
  static TextType need() {
    return new TextType(
        new Shape.Text("the name of a program", PROGRAM), LocalRules::needComplaint);
  }

  /// Its ports are its own: nothing leads from one number to another, and no container is there to
  /// run a command in.
  static void check(Section section, List<Port> ports, Problems problems) {
    if (!section.has(ServiceKeys.LOCAL)) {
      return;
    }
    for (Port port : ports) {
      if (port.local() != port.remote()) {
        problems.add(
            port.declared(),
            "a process of this machine opens its port itself, and "
                + port.remote()
                + " leads to"
                + " no other",
            "write the port that it opens alone: " + port.remote());
      }
    }
    for (Section check : section.get(ServiceKeys.HEALTH).orElse(List.of())) {
      if (check.has(HealthKeys.EXEC)) {
        check.problem(
            HealthKeys.EXEC,
            "'exec' runs in a container, and a process of this machine has none",
            "ask by http, tcp, grpc or running");
      }
    }
  }

  private static Optional<Complaint> needComplaint(String text) {
    boolean good = Character.isLetterOrDigit(text.charAt(0));
    for (char letter : text.toCharArray()) {
      good &= letter < 128 && (Character.isLetterOrDigit(letter) || "._+-".indexOf(letter) >= 0);
    }
    return good
        ? Optional.empty()
        : Optional.of(
            new Complaint(
                "that is no name of a program on the PATH",
                "leave only the program's name, such as 'cargo', or write 'display' or 'webkit'"));
  }
}
