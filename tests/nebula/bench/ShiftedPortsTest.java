package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import nebula.config.ProjectReader;
import nebula.model.Port;
import nebula.model.Project;
import nebula.model.Service;
import org.junit.jupiter.api.Test;
import sandbox.Sandbox;
import sandbox.ShiftedPorts;

class ShiftedPortsTest {

  @Test
  void onlyThisMachinesSideMoves() {
    String moved =
        new ShiftedPorts(20_000)
            .of(
                """
                # A comment.
                name: web
                dependsOn: [database]
                ports: [8080, {local: 8081, remote: 81}, {local: 5432, name: sql}]
                health:
                  - {http: /, port: 8080, expect: 204}
                  - {tcp: 5432}
                  - {exec: [psql, -p, "5432"]}
                links: [{name: Web, url: "http://localhost:8080/at:8080"}, {name: Docs, url: "https://example.org:443"}]
                ---
                name: other
                health: {http: /}
                """);
    assertEquals(
        """
        ---
        name: web
        dependsOn: [database]
        ports:
        - {local: 28080, remote: 8080}
        - {local: 28081, remote: 81}
        - {local: 25432, name: sql, remote: 5432}
        health:
        - {http: /, port: 28080, expect: 204}
        - {tcp: 25432}
        - exec: [psql, -p, '5432']
        links:
        - {name: Web, url: 'http://localhost:28080/at:8080'}
        - {name: Docs, url: 'https://example.org:443'}
        ---
        name: other
        health: {http: /}
        """,
        moved);
  }

  @Test
  void theRealServicesAreAGoodProjectOnOtherPortsThatLeadToTheSamePods() {
    Project own = new ProjectReader(Sandbox.checkout()).read();
    Project moved;
    try (Sandbox sandbox = Sandbox.ofTheCheckout(Sandbox.Place.BENCH)) {
      moved = new ProjectReader(sandbox.root()).read();
    }
    int shift = Sandbox.Place.BENCH.portShift();
    assertEquals(ports(own, shift), ports(moved, 0));
    assertFalse(ports(own, shift).isEmpty());
    assertEquals(own.services().size(), moved.services().size());
  }

  private static List<String> ports(Project project, int shift) {
    List<String> ports = new ArrayList<>();
    for (Service service : project.services()) {
      for (Port port : service.ports()) {
        // A process of this machine opens its port itself, wherever that is.
        int local = port.local() + (service.local().isPresent() ? 0 : shift);
        ports.add(service.name() + ": " + local + " to " + port.remote());
      }
    }
    return ports;
  }
}
