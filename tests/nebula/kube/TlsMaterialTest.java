package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Private keys in the forms that kubeconfigs have them in.
class TlsMaterialTest {

  @ParameterizedTest
  @CsvSource({"EC, 256", "RSA, 1024"})
  void readsTheFormThatJavaKnows(String algorithm, int bits) throws Exception {
    PrivateKey key = newKey(algorithm, bits);

    assertEquals(key, TlsMaterial.privateKey(pem("PRIVATE KEY", key.getEncoded())));
  }

  @ParameterizedTest
  @CsvSource({"EC, 256, EC PRIVATE KEY", "RSA, 1024, RSA PRIVATE KEY"})
  void readsTheOlderFormThatK3dWrites(String algorithm, int bits, String title) throws Exception {
    PrivateKey key = newKey(algorithm, bits);

    assertEquals(key, TlsMaterial.privateKey(pem(title, withoutEnvelope(key.getEncoded()))));
  }

  @Test
  void readsAKeyBehindTheParametersOfItsCurve() throws Exception {
    PrivateKey key = newKey("EC", 256);
    String parameters = pem("EC PARAMETERS", new byte[] {6, 8, 42, -122, 72, -50, 61, 3, 1, 7});

    assertEquals(
        key,
        TlsMaterial.privateKey(
            parameters + pem("EC PRIVATE KEY", withoutEnvelope(key.getEncoded()))));
  }

  @Test
  void saysThatThereIsNoKey() {
    assertThrows(GeneralSecurityException.class, () -> TlsMaterial.privateKey("nothing"));
  }

  private static PrivateKey newKey(String algorithm, int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair().getPrivate();
  }

  /// SEQUENCE { version, algorithm, OCTETS { key } }: the octets.
  private static byte[] withoutEnvelope(byte[] pkcs8) {
    int version = contentOf(pkcs8, 0);
    int algorithm = endOf(pkcs8, version);
    int octets = endOf(pkcs8, algorithm);
    return Arrays.copyOfRange(pkcs8, contentOf(pkcs8, octets), endOf(pkcs8, octets));
  }

  private static int contentOf(byte[] der, int element) {
    int first = der[element + 1] & 0xff;
    return element + 2 + (first > 0x80 ? first - 0x80 : 0);
  }

  private static int endOf(byte[] der, int element) {
    int content = contentOf(der, element);
    int length = der[element + 1] & 0xff;
    if (length > 0x80) {
      length = 0;
      for (int at = element + 2; at < content; at++) {
        length = length << 8 | der[at] & 0xff;
      }
    }
    return content + length;
  }

  private static String pem(String title, byte[] content) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + title + "-----\n" + text + "\n-----END " + title + "-----\n";
  }
}
