package nebula.image;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What `docker image inspect` tells of one image.
record InspectedImage(JsonNode image) {

  static InspectedImage of(String json) {
    return new InspectedImage(JsonMapper.shared().readTree(json).path(0));
  }

  BuiltImage built(String repository, String reference) {
    JsonNode config = image.path("Config");
    return new BuiltImage(
        repository,
        reference,
        image.path("Id").asString(""),
        words(config.path("Entrypoint")),
        words(config.path("Cmd")),
        config.path("WorkingDir").asString(""),
        config.path("User").asString(""));
  }

  /// Docker writes null where there is none.
  private static List<String> words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asString()));
    return words;
  }
}
