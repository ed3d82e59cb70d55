package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import nebula.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each mistake in a manifest, and the exact words for it.
class ManifestMistakesTest {
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

  static List<Bad> objects() {
    return List.of(
        bad(
            "no kind",
            "apiVersion: v1\nmetadata: {name: a}",
            "1:1: the object has no 'kind'; add one, such as 'kind: Deployment'"),
        bad(
            "another program's file",
            "# values\nreplicaCount: 1",
            "2:1: this is no Kubernetes object: it has neither 'apiVersion' nor 'kind'; add both; or,"
                + " if it is another program's, say in service.yaml which files are manifests:"
                + " 'manifests: [FILE]'"),
        bad(
            "kustomization",
            "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]",
            "1:1: a Kustomization is for kustomize, and no object of a cluster; write its objects out"
                + " with 'kubectl kustomize', and name that file under 'manifests'"),
        bad(
            "List without items",
            "apiVersion: v1\nkind: List",
            "1:1: the List has no list of 'items'; put its objects below 'items:'"),
        bad(
            "no apiVersion",
            "kind: Deployment\nmetadata: {name: a}",
            "1:1: the object has no 'apiVersion'; add 'apiVersion: apps/v1'"),
        bad(
            "no apiVersion of a kind that nobody knows",
            "kind: Foo\nmetadata: {name: a}",
            "1:1: the object has no 'apiVersion'; add one, such as 'apiVersion: apps/v1'"),
        bad(
            "kind is a list",
            "apiVersion: v1\nkind: [a]\nmetadata: {name: a}",
            "2:7: 'kind' is a list; it must be a word"),
        bad(
            "no metadata",
            "apiVersion: v1\nkind: Secret",
            "1:1: the Secret has no metadata.name; add 'metadata: {name: …}'"),
        bad(
            "no name",
            "apiVersion: v1\nkind: Secret\nmetadata:\n  labels: {}",
            "4:3: the Secret has no metadata.name; add 'name:' below 'metadata:'"),
        bad(
            "generated name",
            "apiVersion: v1\nkind: Pod\nmetadata: {generateName: a-}",
            "3:26: 'generateName' would make a new Pod at every start; write 'name:' instead"),
        bad(
            "name in capitals",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: My_Secret}",
            "3:18: Kubernetes takes no Secret called 'My_Secret'; use only a-z, 0-9, '-' and '.', a"
                + " letter or digit at both ends"),
        bad(
            "Service with a dot",
            "apiVersion: v1\nkind: Service\nmetadata: {name: a.b}",
            "3:18: Kubernetes takes no Service called 'a.b'; use only a-z, 0-9 and '-', a letter or"
                + " digit at both ends, at most 63 characters"),
        bad(
            "Service with a digit first",
            "apiVersion: v1\nkind: Service\nmetadata: {name: 1a}",
            "3:18: Kubernetes takes no Service called '1a'; use only a-z, 0-9 and '-', a letter at"
                + " the start, at most 63 characters"),
        bad(
            "another namespace",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a, namespace: prod}",
            "3:32: the Secret is for the namespace text 'prod', not 'default'; take 'namespace:'"
                + " away, or set 'namespace:' in nebula.yaml"),
        bad(
            "list of objects without List",
            "- apiVersion: v1",
            "1:1: the document is a list; it must be a Kubernetes object: a map with apiVersion,"
                + " kind and metadata"),
        bad(
            "text",
            "hello",
            "1:1: the document is text 'hello'; it must be a Kubernetes object: a map with"
                + " apiVersion, kind and metadata"),
        bad(
            "mistake in an item of a List",
            "apiVersion: v1\nkind: List\nitems:\n  - {apiVersion: v1, kind: Secret}",
            "4:5: the Secret has no metadata.name; add 'metadata: {name: …}'"),
        bad(
            "twice in one file",
            "apiVersion: v1\n"
                + "kind: Secret\n"
                + "metadata: {name: a}\n"
                + "---\n"
                + "apiVersion: v1\n"
                + "kind: Secret\n"
                + "metadata: {name: a}",
            "5:1: the Secret a is here twice; rename one or take it away; the first is of the"
                + " service 'a' at a/k8s.yaml:1:1"));
  }

  static List<Bad> kinds() {
    return List.of(
        bad(
            "kind with a slip",
            "apiVersion: apps/v1\nkind: Deploymnet\nmetadata: {name: a}",
            "2:7: unknown kind 'Deploymnet' in 'apps/v1'; did you mean 'Deployment'?"),
        bad(
            "kind in small letters",
            "apiVersion: v1\nkind: configmap\nmetadata: {name: a}",
            "2:7: unknown kind 'configmap' in 'v1'; did you mean 'ConfigMap'?"),
        bad(
            "kind like nothing",
            "apiVersion: v1\nkind: Foo\nmetadata: {name: a}",
            "2:7: unknown kind 'Foo' in 'v1'; correct kind or apiVersion"),
        bad(
            "right kind, wrong group",
            "apiVersion: v1\nkind: Deployment\nmetadata: {name: a}",
            "1:13: there is no Deployment in 'v1'; write 'apiVersion: apps/v1'"),
        bad(
            "old version",
            "apiVersion: extensions/v1beta1\nkind: Ingress\nmetadata: {name: a}",
            "1:13: there is no Ingress in 'extensions/v1beta1'; write 'apiVersion:"
                + " networking.k8s.io/v1'"),
        bad(
            "version that never was",
            "apiVersion: apps/v7\nkind: Deployment\nmetadata: {name: a}",
            "1:13: there is no Deployment in 'apps/v7'; write 'apiVersion: apps/v1'"),
        bad(
            "slip in a group of Kubernetes",
            "apiVersion: networking.k8s.io/v1\nkind: Ingres\nmetadata: {name: a}",
            "2:7: unknown kind 'Ingres' in 'networking.k8s.io/v1'; did you mean 'Ingress'?"),
        bad(
            "part of an object as a kind",
            "apiVersion: v1\nkind: Container\nmetadata: {name: a}",
            "2:7: unknown kind 'Container' in 'v1'; correct kind or apiVersion"));
  }

  static List<Bad> fields() {
    String deployment = ManifestFiles.DEPLOYMENT;
    String configMap = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n";
    return List.of(
        bad(
            "unknown field",
            deployment.replace("spec:\n  sel", "spec:\n  replicaz: 2\n  sel"),
            "5:3: unknown field 'spec.replicaz'; did you mean 'replicas'?"),
        bad(
            "unknown field deep inside",
            deployment.replace("image:", "imag:"),
            "9:32: unknown field 'spec.template.spec.containers[0].imag'; did you mean 'image'?"),
        bad(
            "field of a small thing",
            "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{number: 80}]}",
            "4:17: unknown field 'spec.ports[0].number'; the fields here are appProtocol, name,"
                + " nodePort, port, protocol, targetPort"),
        bad(
            "field of a big thing",
            deployment.replace("containers:", "foo: 1\n      containers:"),
            "9:7: unknown field 'spec.template.spec.foo'; take it away, or move it to where it"
                + " belongs"),
        bad(
            "map in place of a list",
            deployment.replace("[{name: web, image: \"web:1\"}]", "{name: web}"),
            "9:19: 'spec.template.spec.containers' is a map; it must be a list"),
        bad(
            "text in place of a number",
            deployment.replace("spec:\n  sel", "spec:\n  replicas: '2'\n  sel"),
            "5:13: 'spec.replicas' is text '2'; it must be a whole number"),
        bad(
            "no in place of false",
            deployment.replace("containers:", "enableServiceLinks: no\n      containers:"),
            "9:27: 'spec.template.spec.enableServiceLinks' is text 'no'; it must be true or false"),
        bad(
            "number in an environment",
            deployment.replace("image: \"web:1\"", "env: [{name: A, value: 5432}]"),
            "9:55: 'spec.template.spec.containers[0].env[0].value' must be text, not 5432; write it"
                + " in quotes: \"5432\""),
        bad(
            "number in a ConfigMap",
            configMap + "data:\n  port: 1e3",
            "5:9: 'data.port' must be text, not 1e3; write it in quotes: \"1e3\""),
        bad(
            "truth value in a label",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a, labels: {x: true}}",
            "3:33: 'metadata.labels.x' must be text, not true; write it in quotes: \"true\""),
        bad(
            "map in a ConfigMap",
            configMap + "data:\n  file: {a: b}",
            "5:9: 'data.file' is a map; it must be text"),
        bad(
            "list in place of a map",
            configMap + "data: [a]",
            "4:7: 'data' is a list; it must be a map"),
        bad(
            "merge",
            configMap + "<<: {a: b}",
            "4:1: '<<' (merge) is not part of YAML 1.2, which Kubernetes' files are read as; write"
                + " the keys out"),
        bad(
            "key twice",
            configMap + "data: {a: b}\ndata: {c: d}",
            "5:1: the key 'data' is here twice; take one away; the first is at a/k8s.yaml:4:1"),
        bad(
            "metadata of a kind that only the cluster knows",
            "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a, label: {}}",
            "3:21: unknown field 'metadata.label'; did you mean 'labels'?"),
        bad(
            "no metadata of such a kind",
            "apiVersion: example.com/v1\nkind: Thing\nmetadata: a",
            "3:11: 'metadata' is text 'a'; it must be a map",
            "3:11: the Thing has no metadata.name; add 'name:' below 'metadata:'"));
  }

  static List<Bad> images() {
    String form = "write it as 'registry/path/name:tag'";
    return List.of(
        image("MyApp:1", "a registry takes only small letters: write 'myapp:1'"),
        image("a :1", form),
        image("", form),
        image("a/", form),
        image("a:", form),
        image("https://ghcr.io/a:1", "write it without 'https://'"),
        image("${REGISTRY}/a:1", "nothing is filled in here: write it out"),
        image("a@sha256:abc", "write the digest as 'sha256:' and 64 of 0-9, a-f"));
  }

  private static Bad image(String name, String mend) {
    return bad(
        "image '" + name + "'",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers:\n    - name: a\n"
            + "      image: \""
            + name
            + "\"",
        "7:14: 'spec.containers[0].image' is '" + name + "': that is no name of an image; " + mend);
  }

  static List<Bad> secrets() {
    return List.of(
        bad(
            "text in place of base64",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\n"
                + "data:\n  good: aGVsbG8=\n  none: ''\n  lines: |\n    aGVs\n    bG8=\n  a: hello world",
            "10:6: 'data.a' is not in base64; write it as it is below 'stringData:'"));
  }

  static List<Bad> merges() {
    String merge =
        "'<<' (merge) is not part of YAML 1.2, which Kubernetes' files are read as; write the keys"
            + " out";
    return List.of(
        bad(
            "merge into labels",
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\n  labels: {<<: {a: b}}",
            "5:12: " + merge));
  }

  static List<Bad> notYaml() {
    String mend = "; check the indentation, colons, brackets and quotes";
    return List.of(
        bad(
            "empty file",
            "",
            "1:1: the manifest is empty; write Kubernetes objects into it, or take it away"),
        bad(
            "only comments",
            "# a\n---\n# b\n",
            "1:1: the manifest is empty; write Kubernetes objects into it, or take it away"),
        bad(
            "open bracket",
            "kind: [a",
            "1:9: is not YAML: expected ',' or ']', but got <stream end> while parsing a flow"
                + " sequence"
                + mend),
        bad(
            "tab",
            "kind: a\n\tx: y",
            "2:1: a tab where YAML takes only spaces; indent with spaces"),
        bad(
            "control character",
            "kind: a\nx: \u0007",
            "2:4: is not YAML: character U+0007; take the character out"),
        bad(
            "template that nobody filled in, and that is no YAML",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: {{ .Release.Name }}-a}",
            "3:37: is not YAML: '{{' is a template that nobody filled in; write it out first, for"
                + " example with 'helm template'"),
        bad("unknown alias", "kind: *a", "1:7: is not YAML: found undefined alias a" + mend),
        bad(
            "template that nobody filled in",
            "kind: {{ .Values.kind }}",
            "1:1: the object has no 'apiVersion'; add one, such as 'apiVersion: apps/v1'",
            "1:7: 'kind' is a map; it must be a word"),
        bad(
            "deep nesting",
            "a: " + "[".repeat(5000) + "]".repeat(5000),
            "1:1: is not read: it is nested too deeply, or into itself; make it smaller and"
                + " flatter"),
        bad(
            "nesting without end",
            "[".repeat(200_000),
            "1:1: is not read: it is nested too deeply, or into itself; make it smaller and"
                + " flatter"),
        bad(
            "into itself",
            "a: &a [*a]",
            "1:1: is not read: it is nested too deeply, or into itself; make it smaller and"
                + " flatter"),
        bad(
            "tag of a program",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {x: !include y}",
            "4:11: the tag !include is not known here; take it away"));
  }

  @ParameterizedTest
  @MethodSource({"objects", "kinds", "fields", "images", "secrets", "merges", "notYaml"})
  void aMistakeIsNamedWithItsPlaceAndItsMend(Bad bad) {
    ManifestFiles files = new ManifestFiles(root);
    Service service = files.service("a", bad.text());

    String expected =
        bad.expected().stream().map(line -> "a/k8s.yaml:" + line).collect(Collectors.joining("\n"));

    assertEquals(
        expected, String.join("\n", files.problems(new ManifestLoader("default"), service)));
  }

  @Test
  void anObjectOfTwoServicesIsNamedWithBothPlaces() {
    ManifestFiles files = new ManifestFiles(root);
    ManifestLoader loader = new ManifestLoader("default");
    loader.load(files.service("a", ManifestFiles.DEPLOYMENT));

    assertEquals(
        List.of(
            "b/k8s.yaml:1:1: the Deployment web is here twice; rename one or take it away;"
                + " the first is of the service 'a' at a/k8s.yaml:1:1"),
        files.problems(loader, files.service("b", ManifestFiles.DEPLOYMENT)));
  }

  @Test
  void problemsOfAllFilesOfAServiceComeTogether() {
    ManifestFiles files = new ManifestFiles(root);

    assertEquals(
        List.of("a/k8s.yaml:1:1", "a/k8s1.yaml:2:7"),
        files
            .problems(
                new ManifestLoader("default"),
                files.service("a", "", "apiVersion: v1\nkind: Foo\nmetadata: {name: a}"))
            .stream()
            .map(line -> line.substring(0, line.indexOf(": ")))
            .toList());
  }

  @Test
  void aFileThatIsNotUtf8IsNamedWithTheLineOfTheByte() {
    ManifestFiles files = new ManifestFiles(root);
    byte[] latin1 = "kind: a\n# für uns".getBytes(StandardCharsets.ISO_8859_1);

    assertEquals(
        List.of("a/k8s.yaml:2:4: is not UTF-8: byte 0xFC; save the file as UTF-8"),
        files.problems(new ManifestLoader("default"), files.service("a", latin1)));
  }
}
