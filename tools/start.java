///usr/bin/env "$(dirname "$(readlink -f "$0")")/../jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//SOURCES ../lib/nebula/Nebula.java

import nebula.command.ControlCommand;
import nebula.command.ProcessEnd;
import nebula.command.Script;
import nebula.event.Controls.Action;

void main(String... arguments) {
  ProcessEnd.with(Script.run(new ControlCommand(Action.START), arguments));
}
