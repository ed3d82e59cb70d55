package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import nebula.event.Event;
import nebula.model.Phase;
import org.junit.jupiter.api.Test;

class ChainTest {

  @Test
  void addsTheStartsFromApplyToTheFirstHealthyAnswerWithoutTheGapsBetweenThem() {
    Chain chain = Chain.to("temporal-ui", Scenes.aStart());
    assertEquals("postgres 2.00 s → temporal-ui 3.00 s", chain.toString());
    assertEquals(Duration.ofSeconds(5), chain.length());
  }

  @Test
  void whatStartsBesideItIsNoPartOfItHoweverLongItTakes() {
    List<Event> events = new ArrayList<>(Scenes.aStart());
    events.removeIf(event -> event.equals(Scenes.healthy(4, "convex-backend")));
    events.add(Scenes.healthy(9.4, "convex-backend"));
    assertEquals(
        "postgres 2.00 s → temporal-ui 3.00 s", Chain.to("temporal-ui", events).toString());
  }

  @Test
  void ofTwoDependenciesTheLongerOneIsOnTheChain() {
    List<Event> events =
        List.of(
            Scenes.run(
                Scenes.service("quick"),
                Scenes.service("slow"),
                Scenes.service("last", "quick", "slow")),
            Scenes.phase(0, "quick", Phase.SCHEDULE),
            Scenes.phase(0, "slow", Phase.SCHEDULE),
            Scenes.healthy(1, "quick"),
            Scenes.healthy(3, "slow"),
            Scenes.phase(3, "last", Phase.SCHEDULE),
            Scenes.healthy(4, "last"));
    assertEquals("slow 3.00 s → last 1.00 s", Chain.to("last", events).toString());
  }

  @Test
  void whenItWaitedForImagesInBetweenTheApplyThatFollowedCounts() {
    List<Event> events =
        List.of(
            Scenes.run(Scenes.service("postgres")),
            Scenes.phase(0, "postgres", Phase.SCHEDULE),
            Scenes.phase(0.1, "postgres", Phase.PUSH),
            Scenes.phase(4, "postgres", Phase.SCHEDULE),
            Scenes.healthy(6, "postgres"));
    assertEquals("postgres 2.00 s", Chain.to("postgres", events).toString());
  }

  @Test
  void whatFlickersAfterItWasHealthyChangesNothing() {
    List<Event> events = new ArrayList<>(Scenes.aStart());
    events.add(Scenes.phase(5.8, "temporal-ui", Phase.PROBE));
    events.add(Scenes.healthy(8, "temporal-ui"));
    assertEquals(
        "postgres 2.00 s → temporal-ui 3.00 s", Chain.to("temporal-ui", events).toString());
  }

  @Test
  void aServiceThatWasHealthyAlreadyIsNoPartOfIt() {
    List<Event> events =
        List.of(
            Scenes.run(Scenes.service("postgres"), Scenes.service("temporal", "postgres")),
            Scenes.healthy(0.1, "postgres"),
            Scenes.phase(0.2, "temporal", Phase.SCHEDULE),
            Scenes.healthy(3.2, "temporal"));
    assertEquals("temporal 3.00 s", Chain.to("temporal", events).toString());
  }
}
