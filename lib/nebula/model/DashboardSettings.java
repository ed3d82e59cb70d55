package nebula.model;

import java.util.List;

/// The page of a run, and the logs that it shows.
///
/// @param port on 127.0.0.1
/// @param allowHosts names, beside localhost, that a browser may call the page by
/// @param logMegabytes of logs that are kept of each service
public record DashboardSettings(int port, List<String> allowHosts, int logMegabytes) {
  public static final DashboardSettings DEFAULT = new DashboardSettings(10350, List.of(), 256);

  public DashboardSettings {
    allowHosts = List.copyOf(allowHosts);
  }
}
