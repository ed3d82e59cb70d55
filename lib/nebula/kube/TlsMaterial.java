package nebula.kube;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Certificates and keys as kubeconfigs hold them (PEM), made into what TLS needs.
final class TlsMaterial {
  /// What PKCS#8 says before a key of the curve P-256: version 0, id-ecPublicKey, prime256v1.
  private static final String P256_HEAD = "020100301306072a8648ce3d020106082a8648ce3d030107";

  /// Likewise before an RSA key: version 0, rsaEncryption.
  private static final String RSA_HEAD = "020100300d06092a864886f70d0101010500";

  private TlsMaterial() {}

  /// @param authority who signed the server's certificate; empty: those that Java trusts
  static SSLContext context(
      Optional<String> authority, Optional<String> certificate, Optional<String> key)
      throws IOException {
    try {
      TrustManager[] trusted = authority.isPresent() ? trusting(authority.get()) : null;
      KeyManager[] own = key.isPresent() ? owning(certificate.orElse(""), key.get()) : null;
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("its certificates or key: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trusting(String authority) throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate certificate : certificates(authority)) {
      anchors.add(new TrustAnchor(certificate, null));
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, null);
    parameters.setRevocationEnabled(false);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return factory.getTrustManagers();
  }

  private static KeyManager[] owning(String certificate, String key)
      throws GeneralSecurityException {
    X509Certificate[] chain = certificates(certificate).toArray(X509Certificate[]::new);
    return new KeyManager[] {new ClientIdentity(chain, privateKey(key))};
  }

  static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    byte[] content = content(pem);
    if (pem.contains("BEGIN EC PRIVATE KEY")) {
      return generated("EC", wrapped(P256_HEAD, content));
    }
    if (pem.contains("BEGIN RSA PRIVATE KEY")) {
      return generated("RSA", wrapped(RSA_HEAD, content));
    }
    for (String algorithm : new String[] {"EC", "RSA"}) {
      try {
        return generated(algorithm, content);
      } catch (GeneralSecurityException e) {
        // The other algorithm may know it.
      }
    }
    return generated("Ed25519", content);
  }

  private static PrivateKey generated(String algorithm, byte[] pkcs8)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /// Java reads PKCS#8 only, which is the older form in an envelope: SEQUENCE { head, OCTETS { key
  /// } }.
  private static byte[] wrapped(String head, byte[] key) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(HexFormat.of().parseHex(head));
    body.writeBytes(element(0x04, key));
    return element(0x30, body.toByteArray());
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    int length = content.length;
    element.write(tag);
    if (length < 0x80) {
      element.write(length);
    } else if (length < 0x100) {
      element.write(0x81);
      element.write(length);
    } else {
      element.write(0x82);
      element.write(length >> 8);
      element.write(length & 0xff);
    }
    element.writeBytes(content);
    return element.toByteArray();
  }

  private static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(bytes))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /// What is between the first BEGIN and END of a private key; a curve's parameters may stand
  /// before.
  private static byte[] content(String pem) throws GeneralSecurityException {
    int begin = pem.indexOf("PRIVATE KEY-----");
    int end = pem.indexOf("-----END", Math.max(begin, 0));
    if (begin < 0 || end < 0) {
      throw new GeneralSecurityException("no private key in PEM form");
    }
    return Base64.getMimeDecoder().decode(pem.substring(begin + "PRIVATE KEY-----".length(), end));
  }
}
