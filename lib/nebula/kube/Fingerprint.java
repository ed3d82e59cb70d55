package nebula.kube;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
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
    ObjectMeta metadata = object.metadata();
    for (ManagedFieldsEntry entry : metadata.getManagedFields()) {
      if (Labels.NEBULA.equals(entry.getManager()) && "Apply".equals(entry.getOperation())) {
        return of(object.uid() + json.asJson(entry.getFieldsV1()));
      }
    }
    Object version =
        metadata.getGeneration() == null ? metadata.getResourceVersion() : metadata.getGeneration();
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
