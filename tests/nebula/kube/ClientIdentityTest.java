package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The key and certificate of a kubeconfig as TLS uses them. The ones here were made for this test.
class ClientIdentityTest {
  private static final String KEY =
      """
      -----BEGIN EC PRIVATE KEY-----
      MHcCAQEEIFrxe2tIz6fsdPo9Wwt/yaYpFFyiShQFGyxjr4bLf0CroAoGCCqGSM49
      AwEHoUQDQgAEP0jGjGRpgPMkz+HWDlJG/rQAkwUWF82RlcdFh/Wpb+0Hf2zQgyZH
      b6OGCz2ykFDMEeJlWmn2z7pTw9X+QUmZaw==
      -----END EC PRIVATE KEY-----
      """;

  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBdTCCARugAwIBAgIUe0GmQGnqs7esuVjqJ88zgS0A8GUwCgYIKoZIzj0EAwIw
      EDEOMAwGA1UEAwwFYWRtaW4wHhcNMjYxMTI1MDMzNzA0WhcNMzYxMTIyMDMzNzA0
      WjAQMQ4wDAYDVQQDDAVhZG1pbjBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABD9I
      xoxkaYDzJM/h1g5SRv60AJMFFhfNkZXHRYf1qW/tB39s0IMmR2+jhgs9spBQzBHi
      ZVpp9s+6U8PV/kFJmWujUzBRMB0GA1UdDgQWBBQmd9mWHht7EKxIvg7ABlAEcNdj
      ATAfBgNVHSMEGDAWgBQmd9mWHht7EKxIvg7ABlAEcNdjATAPBgNVHRMBAf8EBTAD
      AQH/MAoGCCqGSM49BAMCA0gAMEUCIQCmRMaRu0spCLeukeGzSB91M/CNnuOqAATE
      h93o6iTw6wIge3hux/Yruos5SPGV8uvat04npvjMDKs55aRQ4b1c/68=
      -----END CERTIFICATE-----
      """;

  @Test
  void whatTheKeySignsTheCertificateVerifies() throws Exception {
    ClientIdentity identity = identity(KEY).orElseThrow();
    String alias = identity.chooseEngineClientAlias(new String[] {"EC"}, null, null);
    byte[] message = {1, 2, 3};
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(identity.getPrivateKey(alias));
    signature.update(message);
    byte[] signed = signature.sign();

    signature.initVerify(identity.getCertificateChain(alias)[0]);
    signature.update(message);

    assertTrue(signature.verify(signed));
  }

  @Test
  void isNotGivenWhereAKeyOfAnotherKindIsAskedFor() throws Exception {
    ClientIdentity identity = identity(KEY).orElseThrow();

    assertNull(identity.chooseEngineClientAlias(new String[] {"RSA"}, null, null));
  }

  @Test
  void otherKeysAreLeftToFabric8() throws Exception {
    String otherCurve = Base64.getMimeEncoder().encodeToString(new byte[100]);

    assertEquals(Optional.empty(), identity(KEY.replace("EC PRIVATE", "RSA PRIVATE")));
    assertEquals(Optional.empty(), identity(KEY.replace("EC PRIVATE", "PRIVATE")));
    assertEquals(Optional.empty(), identity(title(otherCurve)));
    assertEquals(Optional.empty(), ClientIdentity.of(null, null));
  }

  @Test
  void aKeyThatIsCutOffIsAnError() {
    String content = KEY.lines().filter(line -> !line.startsWith("-")).reduce("", String::concat);
    byte[] whole = Base64.getDecoder().decode(content);
    whole[1] = 5;
    String broken = title(Base64.getMimeEncoder().encodeToString(whole));

    assertThrows(GeneralSecurityException.class, () -> identity(broken));
  }

  private static String title(String content) {
    return "-----BEGIN EC PRIVATE KEY-----\n" + content + "\n-----END EC PRIVATE KEY-----\n";
  }

  private static Optional<ClientIdentity> identity(String key) throws GeneralSecurityException {
    return ClientIdentity.of(base64(CERTIFICATE), base64(key));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
