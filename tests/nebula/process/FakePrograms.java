package nebula.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Answers commands by the words that they begin with, and remembers what was asked. Of several
/// answers that fit, the one given last counts. A command without an answer fails the test.
public final class FakePrograms implements Programs {
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final List<Command> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Supplier<InputStream>> data = new ConcurrentHashMap<>();

  private record Answer(String beginning, Function<Command, Outcome> outcome) {}

  public FakePrograms on(String beginning, Function<Command, Outcome> outcome) {
    answers.addFirst(new Answer(beginning, outcome));
    return this;
  }

  public FakePrograms on(String beginning, Supplier<Outcome> outcome) {
    return on(beginning, _ -> outcome.get());
  }

  public FakePrograms on(String beginning, String out) {
    return on(beginning, () -> new Outcome(0, out, ""));
  }

  public FakePrograms failing(String beginning, String err) {
    return on(beginning, () -> new Outcome(1, "", err));
  }

  /// The commands that begin so, each as one line.
  public List<String> asked(String beginning) {
    return asked.stream()
        .map(command -> String.join(" ", command.arguments()))
        .filter(line -> line.startsWith(beginning))
        .toList();
  }

  public List<Command> commands() {
    return List.copyOf(asked);
  }

  @Override
  public Outcome run(Command command) throws InterruptedException {
    return run(command, _ -> {});
  }

  @Override
  public Outcome run(Command command, Consumer<String> eachLine) throws InterruptedException {
    asked.add(command);
    String line = String.join(" ", command.arguments());
    Outcome outcome =
        answers.stream()
            .filter(answer -> line.startsWith(answer.beginning()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no answer for: " + line))
            .outcome()
            .apply(command);
    (outcome.out() + outcome.err()).lines().forEach(eachLine);
    return outcome;
  }

  /// Gives the reader what was set by {@link #onData}.
  @Override
  public Outcome read(Command command, DataReader reader) throws IOException {
    asked.add(command);
    String line = String.join(" ", command.arguments());
    for (var answer : data.entrySet()) {
      if (line.startsWith(answer.getKey())) {
        reader.read(answer.getValue().get());
        return new Outcome(0, "", "");
      }
    }
    throw new AssertionError("no data for: " + line);
  }

  public FakePrograms onData(String beginning, Supplier<InputStream> answer) {
    data.put(beginning, answer);
    return this;
  }

  /// What a real program printed, from the fixtures.
  public static String recorded(String name) {
    try {
      return Files.readString(Path.of("tests", "fixtures", "machine", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
