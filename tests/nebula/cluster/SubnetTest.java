package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubnetTest {

  @ParameterizedTest
  @CsvSource({
    "172.28.0.0/24, 172.28.0.254",
    "172.28.0.0/16, 172.28.255.254",
    "10.0.0.0/8, 10.255.255.254",
    "192.168.7.8/29, 192.168.7.14",
    "172.28.5.77/24, 172.28.5.254",
  })
  void lastAddressIsTheOneBeforeTheBroadcast(String subnet, String last) {
    assertEquals(last, Subnet.of(subnet).lastAddress());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "172.28.0.0",
        "172.28.0.0/30",
        "172.28.0/24",
        "300.1.1.1/24",
        "fd00::/64",
        "a/b"
      })
  void whatIsNoSubnetIsBadInputWithAnExample(String text) {
    Failure failure = assertThrows(Failure.class, () -> Subnet.of(text));
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains("172.28.0.0/24"), failure.getMessage());
  }
}
