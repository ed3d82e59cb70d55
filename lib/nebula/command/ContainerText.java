package nebula.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.dashboard.ServiceDetails.Probe;
import nebula.dashboard.ServiceDetails.Variable;
import nebula.event.Masks;
import nebula.kube.JsonValue;

/// A container of a pod's specification in the words of the page. Secrets are not in them.
///
/// @param container as the server has it
record ContainerText(JsonValue container) {

  List<Variable> environment() {
    List<Variable> variables = new ArrayList<>();
    for (JsonValue source : container.at("envFrom").items()) {
      variables.add(all(source));
    }
    for (JsonValue variable : container.at("env").items()) {
      variables.add(one(variable));
    }
    return variables;
  }

  private static Variable all(JsonValue source) {
    boolean secret = source.at("secretRef").present();
    String kind = secret ? "Secret " : "ConfigMap ";
    String name = source.at(secret ? "secretRef" : "configMapRef", "name").text("");
    return new Variable(
        "…", secret ? Masks.MASK : "", secret, Optional.of("all of " + kind + name));
  }

  private static Variable one(JsonValue variable) {
    String name = variable.at("name").text("");
    JsonValue from = variable.at("valueFrom");
    if (from.at("secretKeyRef").present()) {
      return new Variable(name, Masks.MASK, true, key("Secret ", from.at("secretKeyRef")));
    }
    if (from.at("configMapKeyRef").present()) {
      return new Variable(name, "", false, key("ConfigMap ", from.at("configMapKeyRef")));
    }
    if (from.present()) {
      String field = from.at("fieldRef", "fieldPath").text("a resource of its container");
      return new Variable(name, "", false, Optional.of("the pod's " + field));
    }
    boolean masked = Masks.looksSecret(name);
    String value = variable.at("value").text("");
    return new Variable(name, masked ? Masks.MASK : value, masked, Optional.empty());
  }

  private static Optional<String> key(String kind, JsonValue reference) {
    return Optional.of(
        kind + reference.at("name").text("") + ", key " + reference.at("key").text(""));
  }

  List<Probe> probes(ProbeAnswers answers) {
    List<Probe> probes = new ArrayList<>();
    for (String kind : List.of("startup", "readiness", "liveness")) {
      JsonValue probe = container.at(kind + "Probe");
      if (probe.present()) {
        String every = " every " + probe.at("periodSeconds").number(10) + " s";
        probes.add(answers.to(kind, question(probe) + every, probe));
      }
    }
    return probes;
  }

  private static String question(JsonValue probe) {
    if (probe.at("httpGet").present()) {
      JsonValue http = probe.at("httpGet");
      return "GET :" + http.at("port").text("") + http.at("path").text("/");
    }
    if (probe.at("tcpSocket").present()) {
      return "tcp :" + probe.at("tcpSocket", "port").text("");
    }
    if (probe.at("grpc").present()) {
      String service = probe.at("grpc", "service").text("");
      return "grpc :"
          + probe.at("grpc", "port").text("")
          + (service.isEmpty() ? "" : " " + service);
    }
    List<String> words =
        probe.at("exec", "command").items().stream().map(word -> word.text("")).toList();
    String command = String.join(" ", words).strip();
    String first = command.lines().findFirst().orElse("");
    return "run " + first + (first.equals(command) ? "" : " …,");
  }
}
