package nebula.config;

import java.util.List;

/// The keys of a health check: one of those in {@link #KINDS}, and what goes with it.
final class HealthKeys {
  private static final int DEFAULT_STATUS = 200;

  static final Key<String> HTTP =
      Key.optional(
          "http", Addresses.urlPath(), "Passes when `GET` of this path answers as expected.");
  static final Key<List<String>> EXEC =
      Key.optional(
          "exec", new CommandType(), "Passes when this command in the container ends with 0.");
  static final Key<Integer> TCP =
      Key.optional(
          "tcp", WholeType.port(), "Passes when this local port takes a connection and keeps it.");
  static final Key<String> GRPC =
      Key.optional(
          "grpc",
          new MaybeEmptyText("the name of a gRPC service, or '' for the server as a whole"),
          "Passes when grpc.health.v1 answers SERVING for it.");
  static final Key<Boolean> RUNNING =
      Key.optional(
          "running", TruthType.onlyTrue(), "Passes while the process runs; for what has no port.");
  static final Key<Integer> PORT =
      Key.optional("port", WholeType.port(), "The local port that `http` or `grpc` asks.")
          .otherwise("the service's port when it has just one");
  static final Key<Integer> EXPECT =
      Key.optional("expect", new WholeType(100, 599), "The status that `http` must answer with.")
          .or(DEFAULT_STATUS);

  static final List<Key<?>> KINDS = List.of(HTTP, EXEC, TCP, GRPC, RUNNING);
  static final List<Key<?>> ALL = List.of(HTTP, EXEC, TCP, GRPC, RUNNING, PORT, EXPECT);

  private HealthKeys() {}
}
