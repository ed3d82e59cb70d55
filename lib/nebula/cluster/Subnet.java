package nebula.cluster;

import nebula.model.Failure;
import nebula.model.Problem;

/// An IPv4 network such as `172.28.0.0/24`.
record Subnet(long first, int prefix) {
  /// Room for the gateway, k3d's helper, the node and the registry.
  private static final int LONGEST_PREFIX = 29;

  static Subnet of(String text) {
    String[] parts = text.split("/", -1);
    try {
      int prefix = Integer.parseInt(parts[1]);
      long address = 0;
      String[] numbers = parts[0].split("\\.", -1);
      for (String number : numbers) {
        int value = Integer.parseInt(number);
        if (value < 0 || value > 255) {
          throw refused(text);
        }
        address = address << 8 | value;
      }
      if (parts.length != 2 || numbers.length != 4 || prefix < 8 || prefix > LONGEST_PREFIX) {
        throw refused(text);
      }
      long hosts = (1L << 32 - prefix) - 1;
      return new Subnet(address & ~hosts, prefix);
    } catch (NumberFormatException | IndexOutOfBoundsException _) {
      throw refused(text);
    }
  }

  /// The registry's address: Docker and k3d give out addresses from the other end, so that it never
  /// takes the one that a stopped node comes back for.
  String lastAddress() {
    long last = first + (1L << 32 - prefix) - 2;
    return "%d.%d.%d.%d".formatted(last >> 24, last >> 16 & 255, last >> 8 & 255, last & 255);
  }

  private static Failure refused(String text) {
    return Failure.badInput(
        Problem.of(
            "cluster.subnet `" + text + "` is not an IPv4 network of 8 addresses or more",
            "write it as 172.28.0.0/24"));
  }
}
