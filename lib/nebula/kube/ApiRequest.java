package nebula.kube;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// One question to the API server. All of them may be asked twice without harm, so that a broken
/// connection costs time only.
///
/// @param path with query, from `/`
/// @param body empty for none
/// @param limit for all attempts together
record ApiRequest(
    String method, String path, String contentType, String accept, byte[] body, Duration limit) {
  private static final Duration SHORT = Duration.ofSeconds(10);

  /// Admission webhooks may take this long.
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String JSON = "application/json";
  private static final String METADATA_ONLY =
      "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
  private static final String METADATA_LIST_ONLY =
      "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";

  static ApiRequest get(String path) {
    return new ApiRequest("GET", path, JSON, JSON, new byte[0], SHORT);
  }

  /// A log: the server sends text.
  static ApiRequest text(String path) {
    return new ApiRequest("GET", path, JSON, "*/*", new byte[0], SHORT);
  }

  static ApiRequest listMetadata(String path) {
    return new ApiRequest("GET", path, JSON, METADATA_LIST_ONLY, new byte[0], SHORT);
  }

  /// Server-side apply; the answer is the metadata alone.
  static ApiRequest apply(String path, String json) {
    String query = "?fieldManager=nebula&force=true&fieldValidation=Strict";
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return new ApiRequest(
        "PATCH", path + query, "application/apply-patch+yaml", METADATA_ONLY, body, LONG);
  }

  static ApiRequest mergePatch(String path, String json) {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return new ApiRequest("PATCH", path, "application/merge-patch+json", JSON, body, LONG);
  }

  /// What the object owns is deleted after it.
  static ApiRequest delete(String path) {
    byte[] body =
        "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\",\"propagationPolicy\":\"Background\"}"
            .getBytes(StandardCharsets.UTF_8);
    return new ApiRequest("DELETE", path, JSON, JSON, body, LONG);
  }

  ApiRequest within(Duration other) {
    return new ApiRequest(method, path, contentType, accept, body, other);
  }
}
