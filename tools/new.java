///usr/bin/env "$(dirname "$(readlink -f "$0")")/../jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//SOURCES ../lib/nebula/Nebula.java

import nebula.command.NewCommand;
import nebula.command.ProcessEnd;
import nebula.command.Script;

/// Not a compact source file as the other scripts are: its class would be called `new`.
final class NewService {
  static void main(String... arguments) {
    ProcessEnd.with(Script.run(new NewCommand(), arguments));
  }
}
