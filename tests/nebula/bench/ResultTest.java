package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultTest {

  record Row(Figure figure, List<Sample> samples, Verdict verdict) {}

  static Stream<Row> rows() {
    return Stream.of(
        new Row(Figure.PLAN, alone(0.59), Verdict.MET),
        new Row(Figure.PLAN, alone(0.60), Verdict.NOT_MET),
        new Row(Figure.PLAN, alone(9, 0.4, 0.5), Verdict.MET),
        new Row(Figure.PLAN, alone(), Verdict.NOT_MEASURED),
        new Row(Figure.COMPOSE, List.of(new Sample(13, 10)), Verdict.MET),
        new Row(Figure.COMPOSE, List.of(new Sample(13.1, 10)), Verdict.NOT_MET),
        new Row(
            Figure.COMPOSE,
            List.of(new Sample(12, 6), new Sample(12, 10), new Sample(20, 11)),
            Verdict.MET));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void theMedianIsHeldToTheLimit(Row row) {
    assertEquals(row.verdict(), new Result(row.figure(), row.samples(), List.of()).verdict());
  }

  @Test
  void theRatioOfAFixedLimitIsToTheLimitAndElseToWhatWasMeasuredBeside() {
    assertEquals(Optional.of(0.5), new Result(Figure.PLAN, alone(0.3), List.of()).ratio());
    List<Sample> pairs = List.of(new Sample(12, 8), new Sample(10, 10), new Sample(14, 12));
    assertEquals(Optional.of(1.2), new Result(Figure.COMPOSE, pairs, List.of()).ratio());
  }

  @Test
  void theMedianOfAnEvenNumberIsHalfWay() {
    assertEquals(new Spread(1, 2.5, 9), Spread.of(List.of(3.0, 9.0, 1.0, 2.0)));
    assertEquals(new Spread(1, 2, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
    assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
  }

  private static List<Sample> alone(double... values) {
    return Arrays.stream(values).mapToObj(Sample::alone).toList();
  }
}
