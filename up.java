///usr/bin/env "$(dirname "$(readlink -f "$0")")/jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//SOURCES lib/nebula/Nebula.java
//RUNTIME_OPTIONS -Xms160m -Xmn112m -Xmx512m
//WARMUP --rehearse --wait
//RECORD nebula/event/Event$RunEnded jdk/internal/net/http/Http2Connection

import nebula.command.ProcessEnd;
import nebula.command.Script;
import nebula.command.UpCommand;

void main(String... arguments) {
  ProcessEnd.with(Script.run(new UpCommand(), arguments));
}
