package nebula.kube;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/// What k3s gives its administrator: a certificate with a key on the curve P-256, in the form of
/// SEC 1. fabric8 makes a key pair of its own to learn what that curve is, and a key store to keep
/// the key in: a start would pay 0.1 s of processor time for either.
final class ClientIdentity extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";
  private static final String BEGIN = "-----BEGIN EC PRIVATE KEY-----";
  private static final String END = "-----END EC PRIVATE KEY-----";

  /// `[0] { prime256v1 }`, by which such a key names its curve.
  private static final String NAMED_CURVE = "a00a06082a8648ce3d030107";

  /// `0, { id-ecPublicKey, prime256v1 }`: what PKCS 8 wants before the key.
  private static final byte[] ALGORITHM =
      HexFormat.of().parseHex("020100301306072a8648ce3d020106082a8648ce3d030107");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;

  /// The longest for which one byte tells the length.
  private static final int SHORT = 127;

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private ClientIdentity(X509Certificate[] chain, PrivateKey key) {
    this.chain = chain;
    this.key = key;
  }

  /// Empty when the key is of another kind.
  ///
  /// @param certificates as in a kubeconfig: PEM in Base64; the key likewise
  /// @throws GeneralSecurityException when either cannot be read
  /// @throws IllegalArgumentException when it is not Base64
  static Optional<ClientIdentity> of(String certificates, String key)
      throws GeneralSecurityException {
    if (certificates == null || key == null) {
      return Optional.empty();
    }
    String pem = new String(Base64.getDecoder().decode(key), StandardCharsets.US_ASCII);
    int from = pem.indexOf(BEGIN);
    int to = pem.indexOf(END);
    if (from < 0 || to < from) {
      return Optional.empty();
    }
    byte[] content = Base64.getMimeDecoder().decode(pem.substring(from + BEGIN.length(), to));
    if (content.length > SHORT || !HexFormat.of().formatHex(content).contains(NAMED_CURVE)) {
      return Optional.empty();
    }
    byte[] wrapped = wrapped(content);
    PrivateKey read =
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(wrapped));
    byte[] chain = Base64.getDecoder().decode(certificates);
    return Optional.of(
        new ClientIdentity(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(chain))
                .toArray(X509Certificate[]::new),
            read));
  }

  private static byte[] wrapped(byte[] content) {
    ByteArrayOutputStream inner = new ByteArrayOutputStream();
    inner.writeBytes(ALGORITHM);
    inner.write(OCTETS);
    inner.write(content.length);
    inner.writeBytes(content);
    ByteArrayOutputStream outer = new ByteArrayOutputStream();
    outer.write(SEQUENCE);
    if (inner.size() > SHORT) {
      outer.write(0x81);
    }
    outer.write(inner.size());
    outer.writeBytes(inner.toByteArray());
    return outer.toByteArray();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return keyType.equals(key.getAlgorithm()) ? new String[] {ALIAS} : null;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return Arrays.asList(keyTypes).contains(key.getAlgorithm()) ? ALIAS : null;
  }

  @Override
  public String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    return chooseClientAlias(keyTypes, issuers, null);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
