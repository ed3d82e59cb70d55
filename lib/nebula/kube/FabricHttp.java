package nebula.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.HttpClientUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// The JDK's HTTP client for fabric8, on threads of ours. Where the kubeconfig holds the authority
/// that signed the server's certificate, only that one is trusted, as kubectl does; fabric8 adds
/// the hundred and fifty that the JDK knows, and reading these costs a start 0.2 s.
final class FabricHttp extends JdkHttpClientFactory {
  private final Executor threads;

  FabricHttp(Executor threads) {
    this.threads = threads;
  }

  @Override
  public HttpClient.Builder newBuilder(Config config) {
    if (!isPlain(config)) {
      return super.newBuilder(config);
    }
    HttpClient.Builder builder = newBuilder();
    builder.tag(config.getRequestConfig());
    builder.connectTimeout(config.getConnectionTimeout(), TimeUnit.MILLISECONDS);
    builder.proxyType(HttpClient.ProxyType.DIRECT);
    try {
      builder.sslContext(identity(config), trusting(config.getCaCertData()));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException("its certificates or key: " + e.getMessage(), e);
    }
    HttpClientUtils.createApplicableInterceptors(config, this)
        .forEach(builder::addOrReplaceInterceptor);
    return builder;
  }

  @Override
  protected java.net.http.HttpClient.Builder createNewHttpClientBuilder() {
    return java.net.http.HttpClient.newBuilder().executor(threads);
  }

  private static boolean isPlain(Config config) {
    return config.getCaCertData() != null
        && config.getTrustStoreFile() == null
        && config.getHttpsProxy() == null
        && config.getTlsServerName() == null
        && !config.isTrustCerts();
  }

  private static KeyManager[] identity(Config config) throws GeneralSecurityException, IOException {
    Optional<ClientIdentity> usual =
        ClientIdentity.of(config.getClientCertData(), config.getClientKeyData());
    return usual.isPresent() ? new KeyManager[] {usual.get()} : SSLUtils.keyManagers(config);
  }

  private static TrustManager[] trusting(String authority) throws GeneralSecurityException {
    byte[] pem = Base64.getDecoder().decode(authority);
    Set<TrustAnchor> anchors = new HashSet<>();
    for (Certificate certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))) {
      anchors.add(new TrustAnchor((X509Certificate) certificate, null));
    }
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, null);
    parameters.setRevocationEnabled(false);
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(parameters));
    return factory.getTrustManagers();
  }
}
