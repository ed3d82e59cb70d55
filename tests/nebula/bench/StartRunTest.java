package nebula.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class StartRunTest {

  @Test
  void whatIsNotTheChainIsToldPieceByPieceAndMakesUpTheWholeRun() {
    StartRun run = new StartRun(Scenes.at(-0.4), Scenes.at(5.9), Scenes.aStart());
    assertEquals(6.3, run.seconds(), 1e-9);
    assertEquals(
        """
          0.40 s  until the run begins: launcher, JVM, reading of the files
          0.50 s  from the run's begin to the apply of postgres
          0.10 s  from postgres healthy to the apply of temporal-ui
          0.10 s  from temporal-ui healthy until all are
          0.20 s  until the process has ended\
        """,
        String.join("\n", run.besideTheChain()));
  }
}
