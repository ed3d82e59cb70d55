package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.kube.ApplyPlan.Change;
import nebula.kube.ApplyPlan.Step;
import nebula.kube.LiveObjects.Live;
import nebula.model.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// When an object is sent: by what the inventory says and what the cluster holds.
class ApplyPlanTest {
  private static final String COLLECTION = "/api/v1/namespaces/default/configmaps";
  private static final Inventory NOTHING_SENT = Inventory.empty();

  record Row(String when, Inventory before, Map<String, Live> live, Optional<Change> change) {
    @Override
    public String toString() {
      return when;
    }
  }

  static List<Row> rows() {
    Map<String, Live> asSeen = Map.of(COLLECTION + "/one", new Live("seen", false));
    return List.of(
        new Row("never sent, not there", NOTHING_SENT, Map.of(), Optional.of(Change.NEW)),
        new Row("never sent, but there", NOTHING_SENT, asSeen, Optional.of(Change.CHANGED)),
        new Row("sent as it is, and as seen then", sent("hash", "seen"), asSeen, Optional.empty()),
        new Row("sent otherwise", sent("other", "seen"), asSeen, Optional.of(Change.CHANGED)),
        new Row("changed since", sent("hash", "else"), asSeen, Optional.of(Change.RESTORED)),
        new Row("deleted since", sent("hash", "seen"), Map.of(), Optional.of(Change.RESTORED)),
        new Row(
            "being deleted",
            sent("hash", "seen"),
            Map.of(COLLECTION + "/one", new Live("seen", true)),
            Optional.of(Change.RESTORED)),
        new Row(
            "announced by an apply that was killed",
            sent("-", "-"),
            Map.of(),
            Optional.of(Change.CHANGED)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void sendsWhatDiffers(Row row) {
    ApplyPlan plan = ApplyPlan.of(List.of(wanted()), row.before(), row.live());

    assertEquals(row.change(), plan.steps().stream().map(Step::change).findFirst());
    assertEquals(List.of(), plan.leftovers());
  }

  private static Inventory sent(String hash, String seen) {
    return NOTHING_SENT.with(COLLECTION + "/one", new Inventory.Entry("ConfigMap one", hash, seen));
  }

  private static Desired wanted() {
    return new Desired(
        "ConfigMap one",
        new Position(Path.of("k8s.yaml"), 1, 1),
        ResourceTypes.usual("v1", "ConfigMap").orElseThrow(),
        COLLECTION,
        "one",
        new JsonValue(null),
        "{}",
        "hash");
  }
}
