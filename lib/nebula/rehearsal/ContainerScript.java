package nebula.rehearsal;

import java.util.List;
import nebula.rehearsal.Fault.Kind;

/// What a container writes while it starts, runs and fails; known images in their own words.
record ContainerScript(List<String> start, List<String> heartbeat, List<String> crash) {

  static ContainerScript of(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    int colon = name.indexOf(':');
    return switch (colon < 0 ? name : name.substring(0, colon)) {
      case "postgres" ->
          new ContainerScript(
              List.of(
                  "PostgreSQL Database directory appears to contain a database; Skipping"
                      + " initialization",
                  "LOG:  starting PostgreSQL 16.4 on x86_64-pc-linux-musl",
                  "LOG:  listening on IPv4 address \"0.0.0.0\", port 5432",
                  "LOG:  database system is ready to accept connections"),
              List.of("LOG:  checkpoint starting: time", "LOG:  checkpoint complete"),
              List.of(
                  "PANIC:  could not locate a valid checkpoint record",
                  "LOG:  startup process (PID 21) was terminated by signal 6: Aborted",
                  "LOG:  aborting startup due to startup process failure"));
      case "auto-setup", "temporal" ->
          new ContainerScript(
              List.of(
                  "PostgreSQL started.",
                  "Setup PostgreSQL schema.",
                  "Schema updated from 0.0 to 1.14, closing DB connection.",
                  "{\"level\":\"info\",\"msg\":\"Starting server for services\"}",
                  "Namespace default successfully registered."),
              List.of("{\"level\":\"info\",\"msg\":\"Get dynamic config\"}"),
              List.of(
                  "Unable to start server.",
                  "Error: sql schema version compatibility check failed: no usable database"
                      + " connection found"));
      case "ui" ->
          new ContainerScript(
              List.of("Starting UI server...", "⇨ http server started on [::]:8080"),
              List.of("GET / 200"),
              List.of("unable to dial temporal:7233: connection refused"));
      case "convex-backend" ->
          new ContainerScript(
              List.of(
                  "INFO convex-local-backend: Starting a Convex backend",
                  "INFO convex-local-backend: Connected to SQLite at /convex/data/db.sqlite3",
                  "INFO convex-local-backend: backend listening on 0.0.0.0:3210"),
              List.of("INFO isolate: 0 functions running"),
              List.of("Error: unable to open database file: /convex/data/db.sqlite3"));
      case "convex-dashboard" ->
          new ContainerScript(
              List.of("▲ Next.js 15.1.6", "- Local: http://localhost:6791", "✓ Ready in 84ms"),
              List.of("GET / 200 in 3ms"),
              List.of("Error: Cannot find module './server.js'"));
      default ->
          new ContainerScript(
              List.of("starting", "ready"), List.of("still here"), List.of("fatal: cannot start"));
    };
  }

  /// The lines before a container with this fault ends or stands still.
  List<String> begin(Kind fault) {
    return switch (fault) {
      case CRASH -> List.of(start.getFirst());
      case OOM -> start;
      default -> start.subList(0, start.size() - 1);
    };
  }
}
