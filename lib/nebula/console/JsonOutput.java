package nebula.console;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import nebula.event.Event;
import nebula.event.EventJson;

/// One JSON object a line for each event, as `docs/events.md` describes them.
public final class JsonOutput implements Output {
  private static final int LINES = 100_000;
  private static final long CHARACTERS = 16_000_000;

  private final QueuedOutput output;

  public JsonOutput(OutputStream out) {
    EventJson json = new EventJson();
    this.output =
        new QueuedOutput(
            "nebula-json",
            new EventQueue(LINES, CHARACTERS),
            Duration.ZERO,
            batch -> write(out, json, batch));
  }

  private static void write(OutputStream out, EventJson json, EventQueue.Batch batch)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    if (batch.dropped() > 0) {
      lines.append(json.dropped(batch.dropped())).append('\n');
    }
    for (Event event : batch.events()) {
      lines.append(json.line(event)).append('\n');
    }
    out.write(lines.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    out.flush();
    if (out instanceof java.io.PrintStream stream && stream.checkError()) {
      throw new IOException("nobody reads");
    }
  }

  @Override
  public void accept(Event event) {
    output.accept(event);
  }

  @Override
  public void close() {
    output.close();
  }
}
