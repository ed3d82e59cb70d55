package nebula.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import nebula.process.FakePrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullTroubleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Error response from daemon: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host | the registry cannot be reached | connect this machine
          Get "https://ghcr.io/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers) | the registry cannot be reached | connect this machine
          received unexpected HTTP status: 503 Service Unavailable | the registry is out of order | docker pull ghcr.io/a/b
          pull access denied for ghcr.io/a/b, repository does not exist or may require 'docker login' | the registry has no such repository, or does not show it to you | docker login ghcr.io
          error from registry: denied | the registry has no such repository, or does not show it to you | docker login ghcr.io
          toomanyrequests: You have reached your pull rate limit | the registry allows no more pulls | docker login ghcr.io
          no matching manifest for linux/arm64/v8 in the manifest list entries | the image is not made for this machine's processor | use a tag that is
          tls: failed to verify certificate: x509: certificate signed by unknown authority | Docker does not trust the registry's certificate | /etc/docker/certs.d/ghcr.io/ca.crt
          write /var/lib/docker/tmp/x: no space left on device | Docker's disk is full | docker system prune
          something new | it failed | docker pull ghcr.io/a/b
          """)
  void isNamedWithTheRegistrysOwnWordsAndAMend(String message, String why, String mend) {
    PullTrouble trouble = PullTrouble.of("ghcr.io/a/b", message);
    assertEquals("cannot pull ghcr.io/a/b: " + why + " (" + message + ")", trouble.what());
    assertTrue(trouble.mend().contains(mend), trouble.mend());
  }

  @Test
  void knowsARecordedUnknownTag() {
    FakePrograms.recorded("pull-unknown.txt")
        .lines()
        .forEach(line ->
            assertTrue(
                PullTrouble.of("x:1", line).what().contains("the registry has no such tag"), line));
  }

  @Test
  void anImageOfDockerHubNeedsALoginThere() {
    assertEquals("docker login", PullTrouble.of("team/app:1", "rate limit").mend());
  }
}
