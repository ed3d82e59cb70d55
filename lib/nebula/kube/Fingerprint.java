package nebula.kube;

import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Short texts that tell whether something changed.
final class Fingerprint {
  private static final int BYTES = 10;

  private Fingerprint() {}

  /// Of what Nebula's apply left in a live object. The server notes which fields are Nebula's; when
  /// someone else changes or removes one, it is no longer noted. So this stays the same while
  /// controllers write (status, a claim's volume, a replica's restart), and differs when something
  /// that was applied was changed by hand, or the object was deleted and made anew.
  static String of(ApiObject object, KubernetesSerialization json) {
    JsonValue metadata = object.metadata();
    for (JsonValue entry : metadata.at("managedFields").items()) {
      boolean ours =
          entry.at("manager").text("").equals(Labels.NEBULA)
              && entry.at("operation").text("").equals("Apply");
      if (ours) {
        return of(object.uid() + json.asJson(entry.at("fieldsV1").raw()));
      }
    }
    String version = metadata.at("generation").text(metadata.at("resourceVersion").text(""));
    return of(object.uid() + version);
  }

  static String of(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
