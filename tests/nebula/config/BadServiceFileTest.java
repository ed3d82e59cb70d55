package nebula.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake in what a service.yaml names, or in the file as a whole, and the exact words for
/// it.
class BadServiceFileTest {
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

  static List<Bad> files() {
    String folder = "paths count from the folder of this file; create it or correct the path";
    return List.of(
        bad(
            "manifest missing",
            "name: a\nmanifests: [k8.yaml]",
            "2:13: the manifest 'k8.yaml' is not there; did you mean 'k8s.yaml'?"),
        bad(
            "manifest is a folder",
            "name: a\nmanifests: [.]",
            "2:13: the manifest '.' is no file; the folder has k8s.yaml"),
        bad(
            "no manifests at all",
            "name: a\nmanifests: []",
            "2:12: the service 'a' has neither a manifest nor 'local'; put its Kubernetes objects"
                + " into a file such as k8s.yaml beside it"),
        bad(
            "two services and no manifests",
            "name: a\n---\nname: b\nmanifests: [k8s.yaml]",
            "1:1: several services are in this file, and this one names no manifests; add"
                + " 'manifests: [FILE]', so that each object belongs to one of them"),
        bad(
            "one manifest of two services",
            "name: a\nmanifests: [k8s.yaml]\n---\nname: b\nmanifests: [./k8s.yaml]",
            "5:13: the manifest 'k8s.yaml' belongs to 'a' already; name it in one service only"),
        bad(
            "no Dockerfile",
            "name: a\nimage: {name: x}",
            "2:8: there is no Dockerfile in the image's context; create it, or say where it is with"
                + " 'dockerfile:'"),
        bad(
            "Dockerfile that is not there",
            "name: a\nimage: {name: x, dockerfile: Dockerfle}",
            "2:30: the Dockerfile 'Dockerfle' is not there; " + folder),
        bad(
            "Dockerfile is a folder",
            "name: a\nimage: {name: x, dockerfile: ..}",
            "2:30: the Dockerfile '..' is a folder; name a file"),
        bad(
            "build argument without a value",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, args: {A: }}",
            "2:47: 'image.args.A' has no value; give it one or take the name away"),
        bad(
            "build argument that no Dockerfile takes",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, args: {A-B: c}}",
            "2:47: 'image.args' is 'A-B': that is not the name of an ARG; correct it"),
        bad(
            "build argument of a list without a name",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, args: [A=b, =c]}",
            "2:52: 'image.args[1]' is '=c': '' is not the name of an ARG; write NAME=value, or NAME"
                + " alone for the value of your environment"),
        bad(
            "build argument of a list twice",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, args: [A=b, A]}",
            "2:52: the name 'A' is here twice; take one away; the first is at"
                + " services/a/service.yaml:2:47"),
        bad(
            "build arguments as a text",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, args: A=b}",
            "2:46: 'image.args' is 'A=b'; it must be a map of the names of `ARG`s to their values,"
                + " or a list of NAME=value"),
        bad(
            "build argument twice",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, args: {A: b, A: c}}",
            "2:53: the name 'A' is here twice; take one away; the first is at"
                + " services/a/service.yaml:2:47"),
        bad(
            "secret of nowhere",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, secrets: {s: {}}}",
            "2:53: the secret 's' has no source; say where it is: 'file:' or 'environment:'"),
        bad(
            "secret of two places",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, secrets: {s: {file: k8s.yaml,"
                + " environment: S}}}",
            "2:53: the secret 's' has two sources; say where it is: 'file:' or 'environment:'"),
        bad(
            "secret's file that is not there",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, secrets: {s: {file: .npmrc}}}",
            "2:60: the secret's file '.npmrc' is not there; " + folder),
        bad(
            "platform without a processor",
            "name: a\nimage: {name: x, dockerfile: k8s.yaml, platform: linux}",
            "2:50: 'image.platform' is 'linux': that is not a platform, such as 'linux/amd64';"
                + " correct it"),
        bad(
            "no context",
            "name: a\nimage: {name: x, context: ../z}",
            "2:27: the image's context '../z' is not there; " + folder),
        bad(
            "context is a file",
            "name: a\nimage: {name: x, context: k8s.yaml, dockerfile: k8s.yaml}",
            "2:27: the image's context 'k8s.yaml' is no folder; name a folder"),
        bad(
            "image with a tag",
            "name: a\nimage: {name: 'x:1', dockerfile: k8s.yaml}",
            "2:15: 'image.name' is text 'x:1': a tag or a registry does not belong here; leave only"
                + " the image's name"),
        bad(
            "image in capitals",
            "name: a\nimage: {name: Worker, dockerfile: k8s.yaml}",
            "2:15: 'image.name' is 'Worker': a registry takes only a-z, 0-9, and '.', '_', '-', '/'"
                + " between them; choose another name"),
        bad(
            "sync from nowhere",
            "name: a\nsync: [{from: src, to: /app}]",
            "2:15: sync from 'src' is not there; " + folder),
        bad(
            "sync to a relative path",
            "name: a\nsync: [{from: ., to: app}]",
            "2:22: 'sync[0].to' is 'app': it does not begin with '/'; write '/app'"),
        bad(
            "local and manifests",
            "name: a\nlocal: {run: x}\nmanifests: [k8s.yaml]",
            "3:12: a service with 'local' is a process of this machine and takes no 'manifests';"
                + " take one of the two away"),
        bad(
            "local in no folder",
            "name: a\nlocal: {run: x, in: gone}",
            "2:21: the folder to run in 'gone' is not there; " + folder),
        bad(
            "local without run",
            "name: a\nlocal: {in: .}",
            "2:8: 'local.run' is missing; add 'run:'"),
        bad(
            "local with a port that leads elsewhere",
            "name: a\nlocal: {run: x}\nports: [{local: 1420, remote: 80}]",
            "3:9: a process of this machine opens its port itself, and 80 leads to no other; write"
                + " the port that it opens alone: 80"),
        bad(
            "local with a check in a container",
            "name: a\nlocal: {run: x}\nhealth: {exec: [true]}",
            "3:16: 'exec' runs in a container, and a process of this machine has none; ask by"
                + " http, tcp, grpc or running"),
        bad(
            "local that needs a command",
            "name: a\nlocal: {run: x, needs: [pnpm install]}",
            "2:25: 'local.needs[0]' is 'pnpm install': that is no name of a program on the PATH;"
                + " leave only the program's name, such as 'cargo', or write 'display' or"
                + " 'webkit'"),
        bad(
            "local that needs a path",
            "name: a\nlocal: {run: x, needs: [/usr/bin/cargo]}",
            "2:25: 'local.needs[0]' is '/usr/bin/cargo': that is no name of a program on the PATH;"
                + " leave only the program's name, such as 'cargo', or write 'display' or"
                + " 'webkit'"));
  }

  static List<Bad> notYaml() {
    return List.of(
        bad("empty file", "", "1:1: the file is empty; write at least 'name:' into it"),
        bad(
            "only comments",
            "# a\n# b\n",
            "1:1: the file is empty; write at least 'name:' into it"),
        bad(
            "only separators",
            "---\n---\n",
            "1:1: the file is empty; write at least 'name:' into it"),
        bad(
            "tab",
            "name: a\n\tgroup: x",
            "2:1: a tab where YAML takes only spaces; indent with spaces"),
        bad(
            "open bracket",
            "name: a\nports: [80",
            "2:11: is not YAML: expected ',' or ']', but got <stream end> while parsing a flow"
                + " sequence; check the indentation, colons, brackets and quotes"),
        bad(
            "no colon",
            "name: a\ngroup\n",
            "3:1: is not YAML: could not find expected ':' while scanning a simple key; check the"
                + " indentation, colons, brackets and quotes"),
        bad(
            "unknown alias",
            "name: *x",
            "1:7: is not YAML: found undefined alias x; check the indentation, colons, brackets and"
                + " quotes"),
        bad(
            "control character",
            "name: a\ngroup: \u0007",
            "2:8: is not YAML: character U+0007; take the character out"),
        bad(
            "NUL in an escape",
            "name: a\ngroup: \"\\0\"",
            "2:8: 'group' has a character U+0000; take it out"),
        bad(
            "too deep",
            "name: " + "[".repeat(200),
            "1:1: is not read: Nesting Depth exceeded max 50; make it smaller and flatter"));
  }

  @ParameterizedTest
  @MethodSource({"files", "notYaml"})
  void aMistakeIsNamedWithItsPlaceAndItsMend(Bad bad) {
    ProjectFolder project =
        new ProjectFolder(root)
            .with("services/a/service.yaml", bad.text())
            .with("services/a/k8s.yaml", "");

    List<String> expected = bad.expected().stream().map(line -> FILE + line).toList();

    assertEquals(String.join("\n", expected), String.join("\n", project.problems()));
  }
}
