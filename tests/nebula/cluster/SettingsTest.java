package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nebula.model.ClusterSettings;
import nebula.model.RegistrySettings;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final RegistrySettings REGISTRY =
      new RegistrySettings("reg", "registry:2", 5000, List.of("docker.io", "ghcr.io"));

  @Test
  void areReadableUnderTheNamesOfTheFile() {
    assertEquals(
        "cluster.image=k3s:1 | cluster.subnet=10.9.0.0/24 | cluster.k3sArguments=--a=1,2 --b"
            + " | registry.name=reg | registry.mirrors=docker.io ghcr.io",
        settings("k3s:1", "10.9.0.0/24").text());
  }

  @Test
  void tellEachDifferenceAndNothingElse() {
    List<String> differences =
        settings("k3s:2", "10.8.0.0/24").differencesTo(settings("k3s:1", "10.9.0.0/24").text());
    assertEquals(
        List.of(
            "cluster.image is `k3s:1` there and `k3s:2` here",
            "cluster.subnet is `10.9.0.0/24` there and `10.8.0.0/24` here"),
        differences);
  }

  @Test
  void differInNothingFromThemselves() {
    Settings same = settings("k3s:1", "10.9.0.0/24");
    assertEquals(List.of(), same.differencesTo(same.text()));
  }

  @Test
  void aSettingThatAnOlderNebulaDidNotKnowIsADifference() {
    assertTrue(
        settings("k3s:1", "10.9.0.0/24")
            .differencesTo("cluster.image=k3s:1 | cluster.subnet=10.9.0.0/24")
            .contains("registry.name is empty there and `reg` here"));
  }

  @Test
  void hashDiffersWithTheSettings() {
    String hash = settings("k3s:1", "10.9.0.0/24").hash();
    assertTrue(hash.matches("[0-9a-f]{12}"), hash);
    assertEquals(hash, settings("k3s:1", "10.9.0.0/24").hash());
    assertNotEquals(hash, settings("k3s:2", "10.9.0.0/24").hash());
  }

  private static Settings settings(String image, String subnet) {
    return Settings.of(
        new ClusterSettings("nebula", image, "tools:1", subnet, List.of("--a=1,2", "--b")),
        REGISTRY);
  }
}
