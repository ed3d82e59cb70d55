package nebula.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// Which processes belong to a tree, by what the system shows of each.
class ProcessEntryTest {
  private static final long LEADER = 100;

  /// @param other the process beside the leader
  record Row(String what, ProcessEntry other, boolean ours) {
    @Override
    public String toString() {
      return what;
    }
  }

  static final List<Row> ROWS =
      List.of(
          new Row("a stranger", new ProcessEntry(7, 1, 7, 7, false), false),
          new Row("a child that is alone", new ProcessEntry(7, LEADER, 7, 7, false), true),
          new Row("adopted, of the same group", new ProcessEntry(7, 1, LEADER, 0, false), true),
          new Row("adopted, of the same session", new ProcessEntry(7, 1, 7, LEADER, false), true),
          new Row("adopted, in a new session", new ProcessEntry(7, 1, 7, 7, true), true));

  @ParameterizedTest
  @FieldSource("ROWS")
  void oneBesideTheLeader(Row row) {
    ProcessEntry leader = new ProcessEntry(LEADER, 1, LEADER, LEADER, true);

    List<Long> tree = ProcessEntry.tree(List.of(row.other, leader), LEADER);

    assertEquals(row.ours ? List.of(7L, LEADER) : List.of(LEADER), tree);
  }

  @ParameterizedTest
  @FieldSource("ROWS")
  void oneThatIsLeftByALeaderThatIsGoneIsKnownByItsMarkOnly(Row row) {
    ProcessEntry another = new ProcessEntry(LEADER, 1, LEADER, LEADER, false);

    List<Long> tree = ProcessEntry.tree(List.of(row.other, another), 0);

    assertEquals(row.other.marked() ? List.of(7L) : List.of(), tree);
  }

  @Test
  void childrenOfChildrenBelongToIt() {
    List<ProcessEntry> all =
        List.of(
            new ProcessEntry(9, 8, 9, 9, false),
            new ProcessEntry(8, 7, 8, 8, false),
            new ProcessEntry(7, 1, 7, 7, true));

    assertEquals(List.of(7L, 8L, 9L), ProcessEntry.tree(all, 0));
  }
}
