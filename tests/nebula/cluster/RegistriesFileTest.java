package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import nebula.model.RegistrySettings;
import org.junit.jupiter.api.Test;

class RegistriesFileTest {

  @Test
  void sendsTheNodeToTheRegistryFirstForItsOwnNameAndEachMirror() {
    RegistrySettings registry =
        new RegistrySettings("reg", "registry:2", 5001, List.of("docker.io"));
    assertEquals(
        """
        mirrors:
          "reg:5000":
            endpoint:
              - "http://reg:5000"
          "docker.io":
            endpoint:
              - "http://reg:5000"
        """,
        RegistriesFile.text(registry));
  }
}
