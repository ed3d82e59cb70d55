///usr/bin/env "$(dirname "$(readlink -f "$0")")/../jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//SOURCES ../lib/nebula/Nebula.java
//SOURCES bench/**.java
//SOURCES ../tests/sandbox/**.java

import nebula.bench.BenchCommand;
import nebula.command.Script;

void main(String... arguments) {
  System.exit(Script.run(new BenchCommand(), arguments));
}
