package nebula.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.model.Build;
import nebula.model.BuildSecret;
import nebula.sync.DockerIgnore;

/// All that a build is made of, so that an unchanged one need not be built: the context's files by
/// path, permissions, size, time and inode, the Dockerfile by its content, and the settings. Not
/// the base image: a newer one of the same name is found by a rebuild.
///
/// @param text equal for equal builds; empty when it says nothing, because the context was too
///   large to look at or was changed a moment ago
record BuildFingerprint(String text, ContextScan scan) {
  /// Two changes closer to each other than this may have the same time.
  private static final long FINEST_TIME_MILLIS = 20;

  static BuildFingerprint of(Build build, Map<String, String> environment) throws IOException {
    long start = System.currentTimeMillis();
    ContextScan scan = ContextScan.of(build.context(), ignored(build));
    boolean tells = scan.whole() && scan.newest() < start - FINEST_TIME_MILLIS;
    return new BuildFingerprint(tells ? digest(build, scan, environment) : "", scan);
  }

  private static DockerIgnore ignored(Build build) throws IOException {
    Path own =
        build.dockerfile().resolveSibling(build.dockerfile().getFileName() + ".dockerignore");
    Path common = build.context().resolve(".dockerignore");
    for (Path file : List.of(own, common)) {
      if (Files.exists(file)) {
        return DockerIgnore.parse(Files.readAllLines(file));
      }
    }
    return DockerIgnore.nothing();
  }

  private static String digest(Build build, ContextScan scan, Map<String, String> environment)
      throws IOException {
    MessageDigest digest = sha256();
    add(digest, build.context().toString());
    add(digest, build.dockerfile().toString());
    digest.update(Files.readAllBytes(build.dockerfile()));
    add(digest, build.target().orElse(""));
    add(digest, build.platform().orElse(""));
    build
        .arguments()
        .forEach((name, value) ->
            add(
                digest,
                value
                    .or(() -> Optional.ofNullable(environment.get(name)))
                    .map(text -> name + "=" + text)
                    .orElse(name)));
    for (BuildSecret secret : build.secrets()) {
      add(digest, secret.id());
      add(
          digest,
          switch (secret) {
            case BuildSecret.InFile(String _, Path file) -> state(file);
            case BuildSecret.InEnvironment(String _, String variable) ->
                environment.getOrDefault(variable, "");
          });
    }
    scan.files().forEach(file -> add(digest, file));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String state(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return attributes.size() + " " + attributes.lastModifiedTime() + " " + attributes.fileKey();
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
