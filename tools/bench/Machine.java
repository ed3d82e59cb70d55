package nebula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Where the figures are of: what makes them other than elsewhere.
record Machine(int cores, long memoryMegabytes, String kernel, String docker, String java) {

  static Machine here() throws InterruptedException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        memory(),
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        dockerVersion(),
        System.getProperty("java.vm.name") + " " + Runtime.version());
  }

  /// The load averages of 1, 5 and 15 minutes, or `unknown`.
  static String load() {
    try {
      String[] parts = Files.readString(Path.of("/proc/loadavg")).split(" ");
      return parts[0] + ", " + parts[1] + ", " + parts[2];
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  /// Whether more wants to run than there are cores, so that every time comes out too long.
  ///
  /// @param load as {@link #load} tells it
  boolean isBusy(String load) {
    try {
      return Double.parseDouble(load.split(",")[0]) > cores;
    } catch (NumberFormatException unknown) {
      return false;
    }
  }

  Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("cores", Integer.toString(cores));
    facts.put("memory", memoryMegabytes + " MB");
    facts.put("kernel", kernel);
    facts.put("Docker", docker);
    facts.put("Java", java);
    return facts;
  }

  private static long memory() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemTotal:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024 / 1_000_000)
          .findFirst()
          .orElse(0);
    } catch (IOException notLinux) {
      return 0;
    }
  }

  private static String dockerVersion() throws InterruptedException {
    try {
      return Program.of("docker", "version", "-f", "{{.Server.Version}}").mustSucceed().out();
    } catch (RunFailed away) {
      return "none";
    }
  }
}
