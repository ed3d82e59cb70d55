package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import nebula.event.Controls.Action;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/// What the scripts for a service's actions say of themselves.
class ControlCommandTest {
  @ParameterizedTest
  @EnumSource(Action.class)
  void itIsCalledAsItsScript(Action action) {
    assertEquals(
        action.name().toLowerCase(Locale.ROOT) + ".java",
        new CommandLine(new ControlCommand(action)).getCommandName());
  }
}
