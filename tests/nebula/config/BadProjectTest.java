package nebula.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Mistakes between files, in nebula.yaml and in the folders.
class BadProjectTest {
  private static final String ONE_SERVICE =
      "== services/a/k8s.yaml\n== services/a/service.yaml\nname: a\n";

  @TempDir Path root;

  record Bad(String mistake, String files, String expected) {
    @Override
    public String toString() {
      return mistake;
    }
  }

  static List<Bad> betweenServices() {
    return List.of(
        new Bad(
            "two services of one name",
            ONE_SERVICE + "== services/b/k8s.yaml\n== services/b/service.yaml\nname: a\n",
            "services/b/service.yaml:1:7: there are two services called 'a'; rename one; the other"
                + " is at services/a/service.yaml:1:7"),
        new Bad(
            "dependency that is not there",
            ONE_SERVICE
                + "dependsOn: [postgrse]\n"
                + "== services/b/k8s.yaml\n"
                + "== services/b/service.yaml\n"
                + "name: postgres\n",
            "services/a/service.yaml:2:13: there is no service 'postgrse' for 'a' to depend on; did"
                + " you mean 'postgres'?"),
        new Bad(
            "cycle",
            ONE_SERVICE
                + "dependsOn: [b]\n"
                + "== services/b/k8s.yaml\n"
                + "== services/b/service.yaml\n"
                + "name: b\n"
                + "dependsOn:\n"
                + "  - c\n"
                + "== services/c/k8s.yaml\n"
                + "== services/c/service.yaml\n"
                + "name: c\n"
                + "dependsOn: [a]\n",
            "services/a/service.yaml:2:13: the services wait for each other: a → b → c → a; take"
                + " one of these dependencies away; the others are at services/b/service.yaml:3:5,"
                + " services/c/service.yaml:2:13"),
        new Bad(
            "one port of two services",
            ONE_SERVICE
                + "ports: [80]\n"
                + "== services/b/k8s.yaml\n"
                + "== services/b/service.yaml\n"
                + "name: b\n"
                + "ports: [{local: 80, remote: 8080}]\n",
            "services/b/service.yaml:2:9: port 80 of the service 'b' is taken by the service 'a' at"
                + " services/a/service.yaml:2:9; give one of them another local port: {local: …,"
                + " remote: 8080}"),
        new Bad(
            "one port twice in a service",
            ONE_SERVICE + "ports: [80, 80]\n",
            "services/a/service.yaml:2:13: port 80 of the service 'a' is taken by the service 'a'"
                + " at services/a/service.yaml:2:9; give one of them another local port: {local: …,"
                + " remote: 80}"),
        new Bad(
            "port of the registry",
            ONE_SERVICE + "ports: [5000]\n",
            "services/a/service.yaml:2:9: port 5000 of the service 'a' is taken by the registry"
                + " (nebula.yaml); give one of them another local port: {local: …, remote: 5000}"),
        new Bad(
            "port of the page",
            ONE_SERVICE + "ports: [10350]\n",
            "services/a/service.yaml:2:9: port 10350 of the service 'a' is taken by the page"
                + " (dashboard.port in nebula.yaml); give one of them another local port: {local:"
                + " …, remote: 10350}"),
        new Bad(
            "port of the page in nebula.yaml",
            ONE_SERVICE + "ports: [7000]\n== nebula.yaml\ndashboard: {port: 7000}\n",
            "services/a/service.yaml:2:9: port 7000 of the service 'a' is taken by the page"
                + " (dashboard.port in nebula.yaml); give one of them another local port: {local:"
                + " …, remote: 7000}"),
        new Bad(
            "port of the page is the registry's",
            ONE_SERVICE + "== nebula.yaml\ndashboard: {port: 5000}\n",
            "nebula.yaml:1:19: port 5000 is the registry's and the page's; give one of them another:"
                + " 'registry.port' or 'dashboard.port'"),
        new Bad(
            "port of the registry is the page's",
            ONE_SERVICE + "== nebula.yaml\nregistry: {port: 10350}\n",
            "nebula.yaml:1:18: port 10350 is the registry's and the page's; give one of them another:"
                + " 'registry.port' or 'dashboard.port'"),
        new Bad(
            "a service that cannot be read hides no name",
            ONE_SERVICE
                + "dependsOn: [b]\n== services/b/k8s.yaml\n== services/b/service.yaml\nname: [b]\n",
            "services/b/service.yaml:1:7: 'name' is a list; it must be a name of a-z, 0-9 and '-',"
                + " at most 63 characters"));
  }

  static List<Bad> folders() {
    return List.of(
        new Bad(
            "no services folder",
            "== nebula.yaml\n",
            "nebula.yaml:1:1: the services folder 'services' is not there; create it, or name the"
                + " right one under 'services'"),
        new Bad(
            "named services folder is not there",
            "== nebula.yaml\nservices: [apps]\n",
            "nebula.yaml:1:12: the services folder 'apps' is not there; create it, or name the"
                + " right one under 'services'"),
        new Bad(
            "services folder is a file",
            "== services\n",
            "nebula.yaml:1:1: the services folder 'services' is a file; name a folder"),
        new Bad(
            "services folder without folders",
            "== services/README.md\n",
            "nebula.yaml:1:1: the services folder 'services' is empty; add a folder with a"
                + " service.yaml and its manifests"),
        new Bad(
            "no folder named",
            "== nebula.yaml\nservices: []\n",
            "nebula.yaml:1:11: 'services' is empty; name a folder of services"),
        new Bad(
            "one folder twice",
            ONE_SERVICE + "== nebula.yaml\nservices: [services, ./services]\n",
            "nebula.yaml:1:22: the folder './services' is here twice; take one away"),
        new Bad(
            "folder without service.yaml",
            ONE_SERVICE + "== services/b/k8s.yaml\n",
            "services/b/service.yaml:1:1: the folder 'b' has no service.yaml; add one"
                + " (docs/configuration.md), or take the folder away"),
        new Bad(
            "folder without service.yaml in a group",
            "== services/group/a/service.yaml\nname: a\n== services/group/a/k8s.yaml\n"
                + "== services/group/a/src/main.txt\n== services/group/b/notes.txt\n",
            "services/group/b/service.yaml:1:1: the folder 'b' has no service.yaml; add one"
                + " (docs/configuration.md), or take the folder away"),
        new Bad(
            "group without any service",
            ONE_SERVICE + "== services/group/b/notes.txt\n== services/group/c/d/notes.txt\n",
            "services/group/service.yaml:1:1: the folder 'group' has no service.yaml; add one"
                + " (docs/configuration.md), or take the folder away"),
        new Bad(
            "service.yml",
            ONE_SERVICE + "== services/b/service.yml\nname: b\n",
            "services/b/service.yml:1:1: a service's file is called service.yaml; rename it"),
        new Bad(
            "service without manifests",
            "== services/a/service.yaml\nname: a\n",
            "services/a/service.yaml:1:1: the service 'a' has neither a manifest nor 'local'; put"
                + " its Kubernetes objects into a file such as k8s.yaml beside it"));
  }

  static List<Bad> settings() {
    return List.of(
        settings(
            "unknown key", "clusters: {}", "1:1: unknown key 'clusters'; did you mean 'cluster'?"),
        settings(
            "list", "- a", "1:1: the document is a list; it must be a map of the project's keys"),
        settings(
            "second document",
            "namespace: x\n---\nnamespace: y",
            "3:1: a second document; write all settings into the first one"),
        settings(
            "namespace",
            "namespace: My_Team",
            "1:12: 'namespace' is 'My_Team': Kubernetes takes only a-z, 0-9 and '-', with a letter"
                + " or digit at both ends; write 'my-team'"),
        settings(
            "cluster name of 33 characters",
            "cluster: {name: " + "a".repeat(33) + "}",
            "1:17: 'cluster.name' is '"
                + "a".repeat(33)
                + "': it has 33 characters, and at most 32 are taken; write '"
                + "a".repeat(32)
                + "'"),
        settings(
            "image without a tag",
            "cluster: {image: rancher/k3s}",
            "1:18: 'cluster.image' is 'rancher/k3s': it has no tag that a registry takes; write it"
                + " as 'name:tag'"),
        settings(
            "image with a space",
            "registry: {image: 'registry: 2'}",
            "1:19: 'registry.image' is text 'registry: 2': it has no tag that a registry takes;"
                + " write it as 'name:tag'"),
        settings(
            "image in capitals",
            "registry: {image: 'Registry:2'}",
            "1:19: 'registry.image' is text 'Registry:2': that is no name of an image; write it as"
                + " 'registry/path/name:tag'"),
        settings(
            "subnet inside a subnet",
            "cluster: {subnet: 172.29.3.1/16}",
            "1:19: 'cluster.subnet' is '172.29.3.1/16': that is an address inside a subnet; write"
                + " '172.29.0.0/16'"),
        settings(
            "subnet too small",
            "cluster: {subnet: 172.29.0.0/30}",
            "1:19: 'cluster.subnet' is '172.29.0.0/30': it must be four numbers and a length from 8"
                + " to 28; write it as '172.29.0.0/16'"),
        settings(
            "no subnet",
            "cluster: {subnet: 172.29.0.256/16}",
            "1:19: 'cluster.subnet' is '172.29.0.256/16': it must be four numbers and a length from"
                + " 8 to 28; write it as '172.29.0.0/16'"),
        settings(
            "registry port",
            "registry: {port: 65536}",
            "1:18: 'registry.port' is '65536'; it must be a whole number from 1 to 65535"),
        settings(
            "mirror with a scheme",
            "registry: {mirrors: ['https://ghcr.io']}",
            "1:22: 'registry.mirrors[0]' is text 'https://ghcr.io': that is no host of a registry;"
                + " write it as 'host' or 'host:port'"));
  }

  private static Bad settings(String mistake, String text, String expected) {
    return new Bad(mistake, ONE_SERVICE + "== nebula.yaml\n" + text, "nebula.yaml:" + expected);
  }

  @ParameterizedTest
  @MethodSource({"betweenServices", "folders", "settings"})
  void aMistakeIsNamedWithItsPlaceAndItsMend(Bad bad) {
    assertEquals(List.of(bad.expected()), new ProjectFolder(root).withAll(bad.files()).problems());
  }

  @Test
  void aFileThatIsNotUtf8IsNamedWithTheLineOfTheByte() {
    byte[] latin1 = "name: a\n# für uns\n".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(
        List.of("services/a/service.yaml:2:4: is not UTF-8: byte 0xFC; save the file as UTF-8"),
        new ProjectFolder(root)
            .withAll(ONE_SERVICE)
            .with("services/a/service.yaml", latin1)
            .problems());
  }

  @Test
  void aFileCutInTheMiddleOfALetterIsNotUtf8() {
    byte[] cut = {'#', ' ', (byte) 0xE2, (byte) 0x82};

    assertEquals(
        List.of("services/a/service.yaml:1:3: is not UTF-8: byte 0xE2; save the file as UTF-8"),
        new ProjectFolder(root)
            .withAll(ONE_SERVICE)
            .with("services/a/service.yaml", cut)
            .problems());
  }

  @Test
  void problemsOfAllFilesComeTogetherInTheOrderOfTheFiles() {
    List<String> problems =
        new ProjectFolder(root)
            .withAll(
                "== nebula.yaml\n"
                    + "namespace: A\n"
                    + "== services/b/k8s.yaml\n"
                    + "== services/b/service.yaml\n"
                    + "name: B\n")
            .withAll("== services/a/k8s.yaml\n== services/a/service.yaml\nname: A\ngrup: x\n")
            .problems();

    assertEquals(
        List.of(
            "nebula.yaml:1:12",
            "services/a/service.yaml:1:7",
            "services/a/service.yaml:2:1",
            "services/b/service.yaml:1:7"),
        problems.stream().map(line -> line.substring(0, line.indexOf(": "))).toList());
  }
}
