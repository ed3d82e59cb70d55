package nebula.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.config.TextType.Complaint;

/// The keys of `image:`, named as in Compose's `build:`.
final class BuildKeys {
  private static final TextType PATH = TextType.any("a path, counted from this file's folder");

  static final Key<String> NAME =
      Key.required(
          "name",
          ImageNames.repository(),
          "The image's name; a manifest says `nebula-registry:5000/NAME`.");
  static final Key<Located<String>> CONTEXT =
      Key.optional("context", Located.type(PATH), "The folder that Docker builds from.")
          .otherwise("the folder of this file");
  static final Key<Located<String>> DOCKERFILE =
      Key.optional("dockerfile", Located.type(PATH), "The Dockerfile.")
          .otherwise("`Dockerfile` in the context");
  static final Key<String> TARGET =
      Key.optional(
              "target",
              TextType.any("the name of a stage"),
              "The stage of the Dockerfile to build.")
          .otherwise("the last stage");
  static final Key<Map<String, Optional<String>>> ARGUMENTS =
      Key.optional(
              "args",
              new ArgumentsType(
                  matching(
                      "the name of an ARG", "^[A-Za-z_][A-Za-z0-9_]*$", BuildKeys::isVariable)),
              "Values of the Dockerfile's `ARG`s; in a list, a name alone takes the value of your"
                  + " environment.")
          .or(Map.of());
  static final Key<Located<String>> SECRET_FILE =
      Key.optional("file", Located.type(PATH), "The file that holds it.").otherwise("none");
  static final Key<String> SECRET_VARIABLE =
      Key.optional(
              "environment",
              matching(
                  "the name of an environment variable",
                  "^[A-Za-z_][A-Za-z0-9_]*$",
                  BuildKeys::isVariable),
              "The variable of your environment that holds it.")
          .otherwise("none");
  static final Key<Map<String, Section>> SECRETS =
      Key.optional(
              "secrets",
              new NamedType<>(
                  "a map of ids to {file} or {environment}",
                  matching("an id of a secret", "^[A-Za-z0-9._-]+$", BuildKeys::isSecretId),
                  MapType.ofSection(
                      "a map {file} or {environment}", List.of(SECRET_FILE, SECRET_VARIABLE))),
              "What a `RUN --mount=type=secret,id=ID` may read; no layer keeps it.")
          .or(Map.of());
  static final Key<String> PLATFORM =
      Key.optional(
              "platform",
              matching(
                  "a platform, such as 'linux/amd64'",
                  "^[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?$",
                  BuildKeys::isPlatform),
              "The system and processor that it is built for.")
          .otherwise("this machine's");

  static final MapType<Section> IMAGE =
      MapType.ofSection(
          "a map of an image to build",
          List.of(NAME, CONTEXT, DOCKERFILE, TARGET, ARGUMENTS, SECRETS, PLATFORM));

  private BuildKeys() {}

  private interface Rule {
    boolean holdsFor(String text);
  }

  private static TextType matching(String described, String pattern, Rule rule) {
    return new TextType(
        new Shape.Text(described, pattern),
        text ->
            rule.holdsFor(text)
                ? Optional.empty()
                : Optional.of(new Complaint("that is not " + described, "correct it")));
  }

  static boolean isVariable(String text) {
    return !Character.isDigit(text.charAt(0)) && consistsOf(text, "_");
  }

  private static boolean isSecretId(String text) {
    return consistsOf(text, "._-");
  }

  private static boolean isPlatform(String text) {
    String[] parts = text.split("/", -1);
    boolean good = parts.length == 2 || parts.length == 3;
    for (String part : parts) {
      good &= !part.isEmpty() && consistsOf(part, "_");
    }
    return good;
  }

  private static boolean consistsOf(String text, String beside) {
    return text.chars()
        .allMatch(letter ->
            letter < 128 && Character.isLetterOrDigit(letter) || beside.indexOf(letter) >= 0);
  }
}
