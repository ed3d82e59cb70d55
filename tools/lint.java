///usr/bin/env "$(dirname "$(readlink -f "$0")")/../jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//DEPS com.google.googlejavaformat:google-java-format:2.0.0
//DEPS com.google.errorprone:error_prone_core:2.52.0
//RUNTIME_OPTIONS -XX:+UseSerialGC -Xmx700m
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.api=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.comp=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.file=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.main=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.model=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.parser=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.processing=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.tree=ALL-UNNAMED
//RUNTIME_OPTIONS --add-exports=jdk.compiler/com.sun.tools.javac.util=ALL-UNNAMED
//RUNTIME_OPTIONS --add-opens=jdk.compiler/com.sun.tools.javac.code=ALL-UNNAMED
//RUNTIME_OPTIONS --add-opens=jdk.compiler/com.sun.tools.javac.comp=ALL-UNNAMED

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;

/// Checks the format (google-java-format) and what the compiler and Error Prone say, and fails on
/// any finding. `--fix` formats, all or the files named. It is a step of its own so that no user
/// waits for it at a first start.
final Path home = Path.of(System.getProperty("nebula.home", ".")).toAbsolutePath().normalize();

void main(String... arguments) throws Exception {
  var files = sources();
  var options = List.of(arguments);
  var named = options.stream().filter(option -> !option.startsWith("--")).map(Path::of).toList();
  var badlyFormatted = format(named.isEmpty() ? files : named, options.contains("--fix"));
  badlyFormatted.forEach(
      file -> System.err.println(home.relativize(file.toAbsolutePath()) + ": not formatted"));
  if (!badlyFormatted.isEmpty()) System.err.println("To format: ./jbang tools/lint.java --fix");
  var compiles = compile(files);
  if (!compiles || !badlyFormatted.isEmpty()) System.exit(1);
  IO.println(files.size() + " files: format and lint have no findings");
}

List<Path> sources() throws IOException {
  var files = new ArrayList<Path>();
  for (var folder : List.of("lib", "tests", "tools")) {
    try (Stream<Path> found = Files.walk(home.resolve(folder))) {
      found.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
    }
  }
  try (Stream<Path> scripts = Files.list(home)) {
    scripts.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
  }
  return files;
}

/// The files that are not as they should be; none if they were put right.
List<Path> format(List<Path> files, boolean fix) throws IOException {
  var formatter = new Formatter(JavaFormatterOptions.builder().formatJavadoc(true).build());
  var bad = new ArrayList<Path>();
  for (var file : files) {
    var text = Files.readString(file);
    var start = endOfDirectives(text);
    try {
      var wanted = text.substring(0, start) + formatted(formatter, text.substring(start));
      if (wanted.equals(text)) continue;
      if (fix) Files.writeString(file, wanted);
      else bad.add(file);
    } catch (FormatterException unreadable) {
      System.err.println(home.relativize(file.toAbsolutePath()) + ": " + unreadable.getMessage());
      bad.add(file);
    }
  }
  return bad;
}

String formatted(Formatter formatter, String code) throws FormatterException {
  var tidy = RemoveUnusedImports.removeUnusedImports(code);
  return formatter.formatSource(
      ImportOrderer.reorderImports(tidy, JavaFormatterOptions.Style.GOOGLE));
}

/// The formatter would turn `//DEPS` into `// DEPS`, which JBang does not see: it gets only what is
/// below the first lines that are comments or empty.
int endOfDirectives(String text) {
  var end = 0;
  while (text.startsWith("//", end) || text.startsWith("\n", end))
    end = text.indexOf('\n', end) + 1;
  return end;
}

boolean compile(List<Path> files) throws IOException, InterruptedException {
  var out = Files.createTempDirectory("nebula-lint");
  try {
    var options = new ArrayList<String>();
    // Not -Werror: it ends at the first finding. All are wanted, and counted below.
    options.addAll(List.of("-Xlint:all,-processing,-classfile", "-Xmaxwarns", "1000"));
    options.addAll(List.of("-XDcompilePolicy=simple", "--should-stop=ifError=FLOW"));
    options.add("-XDaddTypeAnnotationsToSymbol=true");
    options.addAll(List.of("-processorpath", System.getProperty("java.class.path")));
    options.add("-Xplugin:ErrorProne " + checksNotTaken());
    options.addAll(List.of("-proc:none", "-classpath", classPath(), "-d", out.toString()));
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, null, UTF_8)) {
      var findings = new DiagnosticCollector<JavaFileObject>();
      var units = manager.getJavaFileObjectsFromPaths(files);
      var compiled = compiler.getTask(null, manager, findings, options, null, units).call();
      var told = findings.getDiagnostics().stream().filter(this::isFinding).toList();
      told.forEach(System.err::println);
      return compiled && told.isEmpty();
    }
  } finally {
    delete(out);
  }
}

boolean isFinding(Diagnostic<?> diagnostic) {
  return switch (diagnostic.getKind()) {
    case ERROR, WARNING, MANDATORY_WARNING -> true;
    case NOTE, OTHER -> false;
  };
}

/// Matters of taste, of Guava, which is not here, and of JBang's scripts, which have no package.
/// Left on is what finds mistakes.
String checksNotTaken() {
  var names =
      List.of(
          "AddressSelection",
          "ArrayRecordComponent",
          "BooleanLiteral",
          "BoxingComparator",
          "CanonicalDuration",
          "DefaultCharset", // UTF-8 everywhere since Java 18
          "DefaultPackage",
          "EnumOrdinal",
          "FutureReturnValueIgnored", // our tasks report their own failure
          "ImmutableEnumChecker",
          "LoopOverCharArray",
          "MissingSummary",
          "MixedMutabilityReturnType",
          "NotJavadoc",
          "OperatorPrecedence",
          "RefactorSwitch",
          "ReferenceEquality", // where identity is meant, it is a record's
          "StringConcatToTextBlock",
          "StringSplitter",
          "SystemConsoleNull",
          "WaitNotInLoop"); // a wait with a deadline has its loop in the caller
  return names.stream().map(name -> "-Xep:" + name + ":OFF").collect(Collectors.joining(" "));
}

/// What the tests and the tools are compiled against, as JBang resolves it.
String classPath() throws IOException, InterruptedException {
  var paths = new ArrayList<>(List.of(System.getProperty("java.class.path")));
  var jbang = home.resolve("jbang").toString();
  var process =
      new ProcessBuilder(jbang, "info", "classpath", home.resolve("tests.java").toString())
          .redirectError(ProcessBuilder.Redirect.INHERIT)
          .start();
  var ofTests = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  if (process.waitFor() != 0) throw new IOException("JBang cannot resolve the libraries");
  // The first is the jar of the tests, which need not have been built.
  paths.addFirst(ofTests.substring(ofTests.indexOf(':') + 1));
  return String.join(":", paths);
}

void delete(Path folder) throws IOException {
  try (Stream<Path> files = Files.walk(folder)) {
    for (var file : files.sorted((one, other) -> other.compareTo(one)).toList()) Files.delete(file);
  }
}
