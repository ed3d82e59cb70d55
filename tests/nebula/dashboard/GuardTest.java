package nebula.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardTest {
  private final Guard guard = new Guard(List.of("nebula.test"), "right");

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          # method, host,                    origin,                        token, passes
          GET,     localhost:10350,          ,                              ,      true
          GET,     127.0.0.1:10350,          ,                              ,      true
          GET,     [::1]:10350,              ,                              ,      true
          GET,     LOCALHOST:10350,          ,                              ,      true
          GET,     nebula.test:10350,        ,                              ,      true
          GET,     nebula.test,              ,                              ,      true
          GET,     Nebula.Test:1,            ,                              ,      true
          GET,     localhost,                ,                              ,      true
          GET,     localhost:10350,          http://localhost:10350,        ,      true
          GET,     nebula.test,              https://nebula.test,           ,      true
          GET,     ,                         ,                              ,      false
          GET,     [::1],                    ,                              ,      true
          GET,     LocalHost,                ,                              ,      true
          GET,     127.0.0.1:8080,           ,                              ,      true
          GET,     localhost:8080,           http://localhost:8080,         ,      true
          GET,     localhost,                http://localhost:10350,        ,      false
          GET,     localhost.,               ,                              ,      false
          GET,     [::1]evil.test,           ,                              ,      false
          GET,     evil.test[::1]:10350,     ,                              ,      false
          GET,     localhost:x,              ,                              ,      false
          GET,     evil.test,                ,                              ,      false
          GET,     evil.test:10350,          ,                              ,      false
          GET,     localhost.evil.test:10350,,                              ,      false
          GET,     localhost:10350.evil.test,,                              ,      false
          GET,     nebula.test:1@evil.test,  ,                              ,      false
          GET,     10.0.0.1:10350,           ,                              ,      false
          GET,     0.0.0.0:10350,            ,                              ,      false
          GET,     localhost:10350,          http://evil.test,              ,      false
          GET,     localhost:10350,          http://localhost:3210,         ,      false
          GET,     localhost:10350,          null,                          ,      false
          POST,    localhost:10350,          http://localhost:10350,        right, true
          POST,    localhost:10350,          ,                              right, true
          POST,    localhost:10350,          http://localhost:10350,        ,      false
          POST,    localhost:10350,          http://localhost:10350,        wrong, false
          POST,    localhost:10350,          http://evil.test,              right, false
          POST,    localhost:10350,          http://127.0.0.1:10350,        right, false
          POST,    evil.test:10350,          http://evil.test:10350,        right, false
          DELETE,  localhost:10350,          ,                              ,      false
          OPTIONS, localhost:10350,          http://localhost:10350,        ,      false
          """)
  void letsOnlyThePageAndThoseWithTheTokenThrough(
      String method, String host, String origin, String token, boolean passes) {
    Guard.Request request =
        new Guard.Request(
            method,
            "/api/snapshot",
            Optional.ofNullable(host),
            Optional.ofNullable(origin),
            Optional.ofNullable(token),
            Optional.empty());
    assertEquals(passes, guard.refusal(request).isEmpty(), () -> guard.refusal(request).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/logs, same-origin, true",
    "/api/logs, none,        true",
    "/api/logs, cross-site,  false",
    "/api/logs, same-site,   false",
    "/,         cross-site,  true"
  })
  void aPictureOrLinkOfAnotherPageLeadsToThePageAtMost(String path, String site, boolean passes) {
    Guard.Request request =
        new Guard.Request(
            "GET",
            path,
            Optional.of("localhost:10350"),
            Optional.empty(),
            Optional.empty(),
            Optional.of(site));
    assertEquals(passes, guard.refusal(request).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({"GET, right, true", "GET, , false", "GET, wrong, false", "HEAD, , false"})
  void whatATerminalShowsIsOnlyForThoseWithTheToken(String method, String token, boolean passes) {
    Guard.Request request =
        new Guard.Request(
            method,
            "/api/terminals/1/output",
            Optional.of("localhost:10350"),
            Optional.empty(),
            Optional.ofNullable(token),
            Optional.empty());
    assertEquals(passes, guard.refusal(request).isEmpty());
  }
}
