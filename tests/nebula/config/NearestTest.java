package nebula.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
  private static final List<String> KNOWN =
      List.of("ports", "dependsOn", "image", "links", "local");

  @ParameterizedTest(name = "{0} is meant as {1}")
  @CsvSource({
    "ports2, ports",
    "port, ports",
    "prots, ports",
    "PORTS, ports",
    "depends, dependsOn",
    "depndsOn, dependsOn",
    "locale, local",
    "lnk,",
    "x,",
    "replicas,"
  })
  void aSlipIsToldFromAnotherWord(String word, String meant) {
    assertEquals(Optional.ofNullable(meant), Nearest.of(word, KNOWN));
  }
}
