package nebula.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake in the keys of a service.yaml, and the exact words for it.
class BadServiceTest {
  private static final String FILE = "services/a/service.yaml:";

  @TempDir Path root;

  /// @param expected without the file's name; a line each
  record Bad(String mistake, String text, List<String> expected) {
    @Override
    public String toString() {
      return mistake;
    }
  }

  private static Bad bad(String mistake, String text, String... expected) {
    return new Bad(mistake, text, Arrays.asList(expected));
  }

  static List<Bad> keysAndTypes() {
    return List.of(
        bad(
            "unknown key",
            "name: a\nports2: [80]",
            "2:1: unknown key 'ports2'; did you mean 'ports'?"),
        bad(
            "key in the wrong case",
            "name: a\ndependson: []",
            "2:1: unknown key 'dependson'; did you mean 'dependsOn'?"),
        bad(
            "key like nothing",
            "name: a\nreplicas: 2",
            "2:1: unknown key 'replicas'; the keys here are name, group, manifests, dependsOn,"
                + " restartWith, image, sync, ports, health, links, local"),
        bad(
            "unknown key inside",
            "name: a\nports: [{local: 1, remot: 2}]",
            "2:20: unknown key 'remot'; did you mean 'remote'?"),
        bad(
            "key twice",
            "name: a\ngroup: x\ngroup: y",
            "3:1: the key 'group' is here twice; take one away; the first is at"
                + " services/a/service.yaml:2:1"),
        bad(
            "key without a value",
            "name: a\nports:\ngroup: x",
            "2:1: 'ports' has no value; give it one or take the key away"),
        bad(
            "null",
            "name: a\ngroup: ~",
            "2:1: 'group' has no value; give it one or take the key away"),
        bad("key that is a list", "name: a\n[x]: y", "2:1: a key is a list; a key must be a word"),
        bad(
            "merge",
            "name: a\n<<: {group: x}",
            "2:1: '<<' (merge) is not read here; write the keys out"),
        bad("name missing", "group: x", "1:1: 'name' is missing; add 'name:'"),
        bad(
            "list in place of a map",
            "- name: a",
            "1:1: the document is a list; it must be a map of a service's keys"),
        bad(
            "text in place of a map",
            "hello",
            "1:1: the document is 'hello'; it must be a map of a service's keys"),
        bad(
            "text in place of a list",
            "name: a\ndependsOn: b",
            "2:12: 'dependsOn' is 'b'; it must be a list of services' names, such as [b]"),
        bad(
            "roundabout target of a sync",
            "name: a\nsync: [{from: ., to: /a/../b/}, {from: ., to: //}]",
            "2:22: 'sync[0].to' is '/a/../b/': it goes a roundabout way; write '/b/'",
            "2:47: 'sync[1].to' is '//': it goes a roundabout way; write '/'"),
        bad(
            "words of Compose and Tilt",
            "name: a\nhealth: {test: [ls]}\nsync: [{path: ., to: /a}]\nhealthcheck: {}",
            "2:9: the health check says nothing to check; add one of http, exec, tcp, grpc,"
                + " running",
            "2:10: unknown key 'test'; did you mean 'exec'?",
            "3:8: 'sync[0].from' is missing; add 'from:'",
            "3:9: unknown key 'path'; did you mean 'from'?",
            "4:1: unknown key 'healthcheck'; did you mean 'health'?"),
        bad(
            "port as Compose writes it",
            "name: a\nports: ['8080:80', '127.0.0.1:81:82/tcp', 'a:80', '80/udp']",
            "2:9: 'ports[0]' is text '8080:80'; write {local: 8080, remote: 80}",
            "2:20: 'ports[1]' is text '127.0.0.1:81:82/tcp'; write {local: 81, remote: 82}",
            "2:43: 'ports[2]' is text 'a:80'; it must be a whole number from 1 to 65535",
            "2:51: 'ports[3]' is text '80/udp'; it must be a whole number from 1 to 65535"),
        bad(
            "map in place of text",
            "name: {a: b}",
            "1:7: 'name' is a map; it must be a name of a-z, 0-9 and '-', at most 63 characters"),
        bad(
            "empty text",
            "name: ''",
            "1:7: 'name' is empty; it must be a name of a-z, 0-9 and '-', at most 63 characters"),
        bad(
            "empty item",
            "name: a\ndependsOn: [~]",
            "2:13: 'dependsOn[0]' is without a value; it must be the name of a service"),
        bad(
            "number in quotes",
            "name: a\nports: ['80']",
            "2:9: 'ports[0]' is text '80'; it must be a whole number from 1 to 65535"),
        bad(
            "octal number",
            "name: a\nports: [0080]",
            "2:9: 'ports[0]' is '0080'; it must be a whole number from 1 to 65535"),
        bad(
            "port 0",
            "name: a\nports: [0]",
            "2:9: 'ports[0]' is '0'; it must be a whole number from 1 to 65535"),
        bad(
            "huge port",
            "name: a\nports: [99999999999]",
            "2:9: 'ports[0]' is '99999999999'; it must be a whole number from 1 to 65535"),
        bad(
            "negative port",
            "name: a\nports: [{local: -1}]",
            "2:17: 'ports[0].local' is '-1'; it must be a whole number from 1 to 65535"),
        bad(
            "port as a list",
            "name: a\nports: [[80]]",
            "2:9: 'ports[0]' is a list; it must be a port: a number, or {local, remote, name}"),
        bad(
            "port without local",
            "name: a\nports: [{remote: 80}]",
            "2:9: 'ports[0].local' is missing; add 'local:'"),
        bad(
            "yes in place of true",
            "name: a\nsync: [{from: ., to: /a, restart: yes}]",
            "2:35: 'sync[0].restart' is 'yes'; it must be true or false"),
        bad(
            "several mistakes",
            "nam: a\nports: [0]\ngroup: []",
            "1:1: unknown key 'nam'; did you mean 'name'?",
            "1:1: 'name' is missing; add 'name:'",
            "2:9: 'ports[0]' is '0'; it must be a whole number from 1 to 65535",
            "3:8: 'group' is a list; it must be a short text"));
  }

  static List<Bad> names() {
    String refused = "Kubernetes takes only a-z, 0-9 and '-', with a letter or digit at both ends";
    return List.of(
        bad(
            "capitals and underscore",
            "name: My_Api",
            "1:7: 'name' is 'My_Api': " + refused + "; write 'my-api'"),
        bad(
            "ends with a dash",
            "name: api-",
            "1:7: 'name' is 'api-': " + refused + "; write 'api'"),
        bad(
            "nothing left of it",
            "name: __",
            "1:7: 'name' is '__': " + refused + "; choose another name"),
        bad(
            "64 characters",
            "name: " + "a".repeat(64),
            "1:7: 'name' is '"
                + "a".repeat(40)
                + "…': it has 64 characters, and at most 63 are taken; write '"
                + "a".repeat(63)
                + "'"),
        bad(
            "depends on itself",
            "name: a\ndependsOn: [a]",
            "2:13: the service 'a' depends on itself; take it away"),
        bad(
            "depends twice",
            "name: a\ndependsOn: [b, b]",
            "2:13: there is no service 'b' for 'a' to depend on; take it away: there is no other"
                + " service",
            "2:16: the service 'a' depends on 'b' twice; take one away"),
        bad(
            "link without scheme",
            "name: a\nlinks: [{name: x, url: 'localhost:80'}]",
            "2:24: 'links[0].url' is text 'localhost:80': that is no web address; begin it with"
                + " http:// or https:// and a host"),
        bad(
            "link that is no address",
            "name: a\nlinks: [{name: x, url: 'http://a b'}]",
            "2:24: 'links[0].url' is text 'http://a b': that is no address: Illegal character in"
                + " authority; write it as in a browser"));
  }

  static List<Bad> health() {
    return List.of(
        bad(
            "nothing to check",
            "name: a\nhealth: {port: 80}\nports: [80]",
            "2:9: the health check says nothing to check; add one of http, exec, tcp, grpc,"
                + " running"),
        bad(
            "two in one",
            "name: a\nhealth: {tcp: 80, http: /}\nports: [80]",
            "2:9: the health check has 'http' and 'tcp'; make a list of a check each"),
        bad(
            "address in place of a path",
            "name: a\nhealth: [{http: 'http://localhost:80/up?x'}, {http: 'http://a'}]\nports: [80]",
            "2:17: 'health[0].http' is text 'http://localhost:80/up?x': it is asked at the"
                + " service's own port; write the path alone: '/up?x'",
            "2:53: 'health[1].http' is text 'http://a': it is asked at the service's own port; write"
                + " the path alone: '/'"),
        bad(
            "foreign port",
            "name: a\nhealth: {http: /, port: 81}\nports: [80, 82]",
            "2:25: port 81 is not among the local ports of the service; write one of 80, 82, or add"
                + " it to 'ports'"),
        bad(
            "which port",
            "name: a\nhealth: {http: /}\nports: [80, 81]",
            "2:16: 'http' does not say which of the service's 2 ports; add 'port:' with one of 80,"
                + " 81"),
        bad(
            "no port",
            "name: a\nhealth: {grpc: ''}",
            "2:16: 'grpc' needs a port, and the service has none; add 'ports:' to the service"),
        bad(
            "tcp of a foreign port",
            "name: a\nhealth: {tcp: 80}",
            "2:15: port 80 is not among the local ports of the service; add it to 'ports'"),
        bad(
            "path without slash",
            "name: a\nhealth: {http: health}\nports: [80]",
            "2:16: 'health.http' is 'health': it does not begin with '/'; write '/health'"),
        bad(
            "status 99",
            "name: a\nhealth: {http: /, expect: 99}\nports: [80]",
            "2:27: 'health.expect' is '99'; it must be a whole number from 100 to 599"),
        bad(
            "expect with exec",
            "name: a\nhealth: {exec: [x], expect: 200}",
            "2:29: 'expect' does not go with 'exec'; take it away"),
        bad(
            "port with tcp",
            "name: a\nhealth: {tcp: 80, port: 80}\nports: [80]",
            "2:25: 'port' does not go with 'tcp'; take it away: 'tcp' is the port itself"),
        bad(
            "running: false",
            "name: a\nhealth: {running: false}",
            "2:19: 'health.running' is 'false'; it must be true"),
        bad(
            "empty command",
            "name: a\nhealth: {exec: []}",
            "2:16: 'health.exec' is empty; it must be a command: a text, or a list of its words"),
        bad(
            "open quote",
            "name: a\nhealth: {exec: \"a 'b\"}",
            "2:16: 'health.exec' has a quote ' that is not closed; close it"),
        bad(
            "shell words",
            "name: a\nhealth: {exec: a && b}",
            "2:16: 'health.exec' has '&&', which only a shell understands; write [sh, -c, \"…\"]"),
        bad(
            "second of a list",
            "name: a\nhealth: [{running: true}, {tcp: 0}]",
            "2:33: 'health[1].tcp' is '0'; it must be a whole number from 1 to 65535"),
        bad(
            "broken ports say it once",
            "name: a\nhealth: {http: /, port: 80}\nports: [eighty]",
            "3:9: 'ports[0]' is 'eighty'; it must be a whole number from 1 to 65535"));
  }

  @ParameterizedTest
  @MethodSource({"keysAndTypes", "names", "health"})
  void aMistakeIsNamedWithItsPlaceAndItsMend(Bad bad) {
    ProjectFolder project =
        new ProjectFolder(root)
            .with("services/a/service.yaml", bad.text())
            .with("services/a/k8s.yaml", "");

    List<String> expected = bad.expected().stream().map(line -> FILE + line).toList();

    assertEquals(String.join("\n", expected), String.join("\n", project.problems()));
  }
}
