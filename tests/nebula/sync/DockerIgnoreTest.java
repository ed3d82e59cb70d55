package nebula.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines of a `.dockerignore` (between `;`) and whether they keep a path from Docker: Docker's
/// documentation and the table of its own matcher.
class DockerIgnoreTest {
  @ParameterizedTest
  @CsvSource({
    "**, file, true",
    "**, dir/file, true",
    "**/**, dir/file, true",
    "dir/**, dir/file, true",
    "dir/**, dir/dir2/file, true",
    "**/dir, dir, true",
    "**/dir, dir/file, true",
    "**/dir2/*, dir/dir2/file, true",
    "**/dir2/**, dir/dir2/dir3/file, true",
    "**file, file, true",
    "**file, dir/file, true",
    "**file, dir/myfile, true",
    "**/file, dir/dir/file, true",
    "**/file*, dir/dir/file.txt, true",
    "**/file*txt, dir/dir/file.txt, true",
    "**/**/*.txt, dir/dir/file.txt, true",
    "**/**/*.txt2, dir/dir/file.txt, false",
    "**/*.txt, file.txt, true",
    "a**/*.txt, a/file.txt, true",
    "a**/*.txt, a/dir/dir/file.txt, true",
    "a/*.txt, a/dir/file.txt, false",
    "a/*.txt**, a/file.txt, true",
    "a[b-d]e, ae, false",
    "a[b-d]e, ace, true",
    "a[b-d]e, aae, false",
    "a[^b-d]e, aze, true",
    ".*, .foo, true",
    ".*, foo, false",
    "abc.def, abcdef, false",
    "abc.def, abc.def, true",
    "abc.def, abcZdef, false",
    "abc?def, abcZdef, true",
    "abc?def, abcdef, false",
    "abc/**, abc, false",
    "abc/**, abc/def/ghi, true",
    "**/.foo, .foo, true",
    "**/.foo, bar.foo, false",
    "a(b)c/def, a(b)c/def, true",
    "a(b)c/def, a(b)c/xyz, false",
    "a.|)$(}+{bc, a.|)$(}+{bc, true",
    "dist/*.whl, dist/proxy.py-2.4.0rc3.dev36+g08acad9-py3-none-any.whl, true",
    "a\\*b, a*b, true",
    "a\\*b, axb, false",
    // A name is one at the root, and what is in a folder of that name goes with it.
    "node_modules, node_modules/left-pad/index.js, true",
    "node_modules, apps/node_modules/index.js, false",
    "/node_modules/, node_modules/index.js, true",
    "./temp/../dist, dist/a.js, true",
    "# temp, temp, false",
    "'  #x', #x, true",
    "'!#x', #x, false",
    "../foo, foo, false",
    "a/../../foo, foo, false",
    "/../foo, foo, true",
    "\uFEFFtemp, temp, true",
    "\uFEFF# temp, temp, false",
    "'  temp  ', temp, true",
    "[, anything, false",
    // The last line that matches wins.
    "docs;!docs/README.md, docs/README.md, false",
    "docs;!docs/README.md, docs/other.md, true",
    "docs/*;!docs/README.md, docs/README.md, false",
    "*.md;!README.md, README.md, false",
    "!README.md;*.md, README.md, true",
    "**;!util/docker/web, util/docker/web/foo, false",
    "**;!util/docker/web;util/docker/web/foo, util/docker/web/foo, true",
    "**;!dist/*.whl, dist/a.whl, false"
  })
  void keepsPathsFromDockerAsDockerDoes(String lines, String path, boolean ignored) {
    assertEquals(ignored, isIgnored(DockerIgnore.parse(List.of(lines.split(";"))), path));
  }

  @ParameterizedTest
  @CsvSource({
    "node_modules, node_modules, false",
    "docs;!docs/README.md, docs, true",
    "docs;!docs/README.md, docs/pictures, false",
    "**;!apps/*/src, apps, true",
    "**;!apps/*/src, apps/worker, true",
    "**;!apps/*/src, other, false",
    "**;!**/*.ts, other/deep, true"
  })
  void ignoredFoldersAreEnteredWhereSomethingMayBeBroughtBack(
      String lines, String folder, boolean enters) {
    DockerIgnore ignore = DockerIgnore.parse(List.of(lines.split(";")));

    assertEquals(enters, ignore.mayBringBackBelow(folder));
  }

  private static boolean isIgnored(DockerIgnore ignore, String path) {
    DockerIgnore.Verdict verdict = ignore.root();
    for (int end = path.indexOf('/'); end >= 0; end = path.indexOf('/', end + 1)) {
      verdict = ignore.of(path.substring(0, end), verdict);
    }
    return ignore.of(path, verdict).ignored();
  }
}
