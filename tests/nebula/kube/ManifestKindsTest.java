package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The short way to a kind's model leads to every kind that fabric8 knows.
class ManifestKindsTest {
  private static final List<String> API_VERSIONS =
      List.of(
          "v1",
          "apps/v1",
          "batch/v1",
          "autoscaling/v2",
          "policy/v1",
          "networking.k8s.io/v1",
          "rbac.authorization.k8s.io/v1",
          "storage.k8s.io/v1",
          "apiextensions.k8s.io/v1",
          "apiregistration.k8s.io/v1",
          "admissionregistration.k8s.io/v1",
          "scheduling.k8s.io/v1",
          "coordination.k8s.io/v1",
          "gateway.networking.k8s.io/v1",
          "flowcontrol.apiserver.k8s.io/v1",
          "resource.k8s.io/v1");

  @Test
  void everyKindOfTheIndexIsFoundByItsName() {
    ManifestKinds kinds = new ManifestKinds();
    List<String> notFound = new ArrayList<>();
    for (String apiVersion : API_VERSIONS) {
      assertTrue(!kinds.kindsOf(apiVersion).isEmpty(), apiVersion);
      for (String kind : kinds.kindsOf(apiVersion)) {
        if (ManifestKinds.model(apiVersion, kind).isEmpty()) {
          notFound.add(apiVersion + " " + kind);
        }
      }
    }

    assertEquals(List.of(), notFound);
  }
}
