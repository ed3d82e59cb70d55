package nebula.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import nebula.model.Link;
import nebula.model.Port;
import nebula.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// The README tells of services what their files say.
class ReadmeTest {
  static final List<OurService> SERVICES = OurService.all();

  private static final String README = ProjectFiles.text("README.md");

  @ParameterizedTest
  @FieldSource("SERVICES")
  void theTableHasTheServiceWithItsImagePortsAndDependencies(OurService ours) {
    Service service = ours.service();
    List<String> cells = row(service).orElseThrow();
    assertEquals("`" + ours.images().getFirst() + "`", cells.get(1));
    assertEquals(listed(service.ports().stream().map(Port::local).toList()), cells.get(2));
    assertEquals(listed(service.dependsOn()), cells.get(4));
    for (Link link : service.links()) {
      assertTrue(cells.get(3).contains(link.url().toString()), () -> link + " in " + cells);
    }
  }

  @Test
  void theTableHasNoOtherServices() {
    long rows =
        README
            .lines()
            .filter(line -> line.startsWith("| `") && !line.startsWith("| `./jbang"))
            .count();
    assertEquals(SERVICES.size(), rows);
  }

  @Test
  void theDrawingHasEachDependency() {
    for (OurService ours : SERVICES) {
      for (String needed : ours.service().dependsOn()) {
        String arrow = needed + " --> " + ours.name();
        assertTrue(README.contains(arrow), arrow);
      }
    }
  }

  private static Optional<List<String>> row(Service service) {
    return README
        .lines()
        .filter(line -> line.startsWith("| `" + service.name() + "` |"))
        .map(line -> List.of(line.substring(1).split("\\|")).stream().map(String::strip).toList())
        .findFirst();
  }

  private static String listed(List<?> values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
