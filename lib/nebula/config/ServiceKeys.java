package nebula.config;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import nebula.model.Link;
import nebula.model.Port;

/// The keys of `service.yaml`.
final class ServiceKeys {
  private static final TextType PATH = TextType.any("a path, counted from this file's folder");
  private static final CommandType COMMAND = new CommandType();

  static final Key<String> NAME =
      Key.required(
          "name",
          Names.label("a name of a-z, 0-9 and '-', at most 63 characters"),
          "The service's name: on the board, on the command line, in other services' `dependsOn`.");
  static final Key<String> GROUP =
      Key.optional(
              "group",
              TextType.any("a short text"),
              "The heading it is shown under; `infra` for what the app itself needs.")
          .or("app");
  static final Key<List<Located<String>>> MANIFESTS =
      Key.optional(
              "manifests",
              ListType.of("a list of YAML files", Located.type(PATH)),
              "Files with the service's Kubernetes objects.")
          .otherwise("every other `*.yaml` and `*.yml` of the folder");
  static final Key<List<Located<String>>> DEPENDS_ON =
      Key.optional(
              "dependsOn",
              ListType.of(
                  "a list of services' names", Located.type(TextType.any("the name of a service"))),
              "Services that must be healthy before this one starts.")
          .or(List.of());
  static final Key<List<Located<String>>> RESTART_WITH =
      Key.optional(
              "restartWith",
              ListType.of(
                  "a list of services' names", Located.type(TextType.any("the name of a service"))),
              "Those of `dependsOn` with which it is restarted; else it is left running.")
          .or(List.of());

  static final Key<Section> IMAGE =
      Key.optional(
          "image",
          BuildKeys.IMAGE,
          "The image of this service that is built here; leave it out when none is.");

  static final Key<Located<String>> FROM =
      Key.required("from", Located.type(PATH), "A file or folder of this machine.");
  static final Key<String> TO =
      Key.required(
          "to",
          Addresses.containerPath("a path in the container that begins with '/'"),
          "Where it goes in the container.");
  static final Key<List<List<String>>> RUN_AFTER =
      Key.optional(
              "run",
              ListType.of("a list of commands", COMMAND),
              "Commands to run in the container after the copy.")
          .or(List.of());
  static final Key<Boolean> RESTART =
      Key.optional(
              "restart",
              TruthType.either(),
              "Whether the container's process starts anew after it.")
          .or(false);
  static final Key<List<Section>> SYNC =
      Key.optional(
              "sync",
              ListType.of(
                  "a list of {from, to, run, restart}",
                  MapType.ofSection(
                      "a map {from, to, run, restart}", List.of(FROM, TO, RUN_AFTER, RESTART))),
              "Files that are copied into the running container when they change.")
          .or(List.of());

  static final Key<List<Port>> PORTS =
      Key.optional(
              "ports",
              ListType.of("a list of ports", new PortType()),
              "Ports of 127.0.0.1 that lead to the service while a run lasts.")
          .or(List.of());

  static final Key<List<Section>> HEALTH =
      Key.optional(
              "health",
              ListType.oneOrMore(
                  "a health check {http | exec | tcp | grpc | running}, or a list of them",
                  MapType.ofSection("a health check", HealthKeys.ALL)),
              "How the service is asked whether it works; with a list, all must pass.")
          .otherwise("each port takes connections; without ports its pods' rollout decides");

  static final Key<String> LINK_NAME =
      Key.required("name", TextType.any("a short text"), "What the page is called.");
  static final Key<String> LINK_URL =
      Key.required("url", Addresses.url(), "Its address in a browser.");
  static final Key<List<Link>> LINKS =
      Key.optional(
              "links",
              ListType.of(
                  "a list of {name, url}",
                  new MapType<>(
                      "a map {name, url}", List.of(LINK_NAME, LINK_URL), ServiceKeys::link)),
              "Pages that a person opens.")
          .or(List.of());

  static final Key<List<String>> RUN =
      Key.required("run", COMMAND, "The command that is the service.");
  static final Key<Located<String>> IN =
      Key.optional("in", Located.type(PATH), "The folder that it runs in.")
          .otherwise("the folder of this file");
  static final Key<List<String>> NEEDS =
      Key.optional(
              "needs",
              ListType.of("a list of programs", LocalRules.need()),
              "Programs without which the service is skipped, with the reason. Two words are no"
                  + " programs: `display` (somewhere to show a window) and `webkit` (what Tauri"
                  + " needs on Linux). The command's own program need not be named.")
          .or(List.of());
  static final Key<Section> LOCAL =
      Key.optional(
          "local",
          MapType.ofSection("a map {run, in, needs}", List.of(RUN, IN, NEEDS)),
          "A process of this machine, in place of `manifests`.");

  static final List<Key<?>> ALL =
      List.of(
          NAME,
          GROUP,
          MANIFESTS,
          DEPENDS_ON,
          RESTART_WITH,
          IMAGE,
          SYNC,
          PORTS,
          HEALTH,
          LINKS,
          LOCAL);

  static final MapType<Section> SERVICE = MapType.ofSection("a map of a service's keys", ALL);

  private ServiceKeys() {}

  private static Optional<Link> link(Section section) {
    Optional<String> name = section.get(LINK_NAME);
    Optional<String> url = section.get(LINK_URL);
    return name.isEmpty() || url.isEmpty()
        ? Optional.empty()
        : Optional.of(new Link(name.get(), URI.create(url.get())));
  }
}
