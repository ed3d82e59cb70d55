package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final List<Result> RESULTS =
      List.of(
          new Result(Figure.PLAN, List.of(Sample.alone(0.45), Sample.alone(0.15)), List.of()),
          new Result(
              Figure.COMPOSE,
              List.of(new Sample(9, 6)),
              List.of("run 2 of 2: it ended", "Docker went")),
          new Result(Figure.MEMORY, List.of(), List.of("Docker went")));

  @Test
  void theTableNamesLimitMeasuredValuesAndWhyAFigureIsMissing() {
    assertEquals(
        """
        | figure                                 | limit                     | median | min–max     | ratio | verdict      |
        |----------------------------------------|---------------------------|--------|-------------|-------|--------------|
        | `--plan`, nothing to do                | < 0.60 s                  | 0.30 s | 0.15–0.45 s | 0.50  | met          |
        | `up --wait temporal-ui` beside Compose | ≤ 1.30 × Compose (6.00 s) | 9.00 s | 9.00–9.00 s | 1.50  | NOT MET      |
        | memory of `up` in the foreground       | < 200 MB                  | –      | –           | –     | not measured |

        - compose: run 2 of 2: it ended
        - compose, memory: Docker went\
        """,
        String.join("\n", ResultTable.lines(RESULTS)));
  }

  @Test
  void thePageHasConditionsTableMethodsAndCharts() {
    Report report = new Report(Map.of("cores", "2"), RESULTS, List.of(List.of("a bar ====")));
    String page = Page.text(report);
    assertTrue(page.contains("- cores: 2\n"), page);
    assertTrue(page.contains("| NOT MET "), page);
    assertTrue(
        page.contains("- **plan** (`--plan`, nothing to do): `./jbang up.java --plan`"), page);
    assertTrue(page.contains("```text\na bar ====\n```\n"), page);
  }

  @Test
  void programsGetALineForEachFigure() {
    Report report = new Report(Map.of("cores", "2"), RESULTS, List.of());
    assertEquals(
        List.of(
            """
            {"cores":"2"}\
            """,
            """
            {"figure":"plan","unit":"s","verdict":"met","limit":0.6,"median":0.3,"least":0.15,\
            "greatest":0.45,"ratio":0.5,"samples":[0.45,0.15],"troubles":[]}\
            """,
            """
            {"figure":"compose","unit":"s","verdict":"NOT MET","limit":7.800000000000001,"median":9.0,\
            "least":9.0,"greatest":9.0,"ratio":1.5,"samples":[9.0],"references":[6.0],\
            "troubles":["run 2 of 2: it ended","Docker went"]}\
            """,
            """
            {"figure":"memory","unit":"MB","verdict":"not measured","limit":200.0,"samples":[],\
            "troubles":["Docker went"]}\
            """),
        new ReportJson().lines(report));
  }

  @Test
  void aMachineIsBusyWhenMoreWantsToRunThanItHasCores() {
    Machine machine = new Machine(2, 8_000, "Linux", "26.1", "25");
    assertTrue(machine.isBusy("2.10, 0.50, 0.10"));
    assertFalse(machine.isBusy("1.90, 7.00, 9.00"));
    assertFalse(machine.isBusy("unknown"));
  }
}
