package nebula.event;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is taken out of a text. In the tables `***` stands for the mask, `^` for an escape and `~`
/// for the end of a line.
class MasksTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          password=temporal                               | password=***
          POSTGRES_PWD: temporal                          | POSTGRES_PWD: ***
          using password: temporal                        | using password: ***
          {"password":"temporal","user":"temporal"}       | {"password":"***","user":"temporal"}
          {"dbPassword" : "a, \\" b", "port": 1}          | {"dbPassword" : "***", "port": 1}
          {"password":12345,"port":1}                     | {"password":"***","port":1}
          {'api-key': 'abc', 'n': 1}                      | {'api-key': '***', 'n': 1}
          {"msg":"{\\"secret\\":\\"abc\\",\\"n\\":1}"}    | {"msg":"{\\"secret\\":\\"***\\",\\"n\\":1}"}
          {"msg":"login password=abc"}                    | {"msg":"login password=***"}
          password = 'two words' and more                 | password = '***' and more
          password="never closed                          | password="***
          Config(password=abc, user=me)                   | Config(password=***, user=me)
          {Password:abc User:me}                          | {Password:*** User:me}
          :password => "abc"                              | :password => "***"
          ^[36mpassword=^[0mabc^[0m next                  | ^[36mpassword=^[0m***^[0m next
          GET /?access_token=abc&page=2                   | GET /?access_token=***&page=2
          - token: abc                                    | - token: ***
          a: 1~token: abc~b: 2                            | a: 1~token: ***~b: 2
          token=12345678                                  | token=***
          convex --admin-key abc push                     | convex --admin-key *** push
          psql --password abc                             | psql --password ***
          psql --password 'a b' -h x                      | psql --password '***' -h x
          psql --password=abc                             | psql --password=***
          ["psql", "--password", "abc"]                   | ["psql", "--password", "***"]
          postgres://user:temporal@host:5432/db           | postgres://user:***@host:5432/db
          redis://:abc@host                               | redis://:***@host
          mongodb://u:p@one:1,u:p@two:2/x                 | mongodb://u:***@two:2/x
          old password=a new password=b                   | old password=*** new password=***
          DATABASE_PASSWORD=postgres://u:p@h              | DATABASE_PASSWORD=***
          DB_PASS=abc SMTP_PASS2=abc smtpPass=abc         | DB_PASS=*** SMTP_PASS2=*** smtpPass=***
          REDIS_AUTH: abc                                 | REDIS_AUTH: ***
          JWT=a.b.c GITHUB_PAT=abc githubPAT=abc          | JWT=*** GITHUB_PAT=*** githubPAT=***
          {"session":"abc","cookie":"a=b; c=d"}           | {"session":"***","cookie":"***"}
          SENTRY_DSN=https://abc@host/1                   | SENTRY_DSN=***
          > Authorization: Bearer abc                     | > Authorization: Bearer ***
          curl -H 'Authorization: Basic YTpi' http://h    | curl -H 'Authorization: Basic ***' http://h
          GET /a authorization: Token abc                 | GET /a authorization: Token ***
          Authorization: abc                              | Authorization: ***
          got Cookie: a=b; session=c~GET /                | got Cookie: ***~GET /
          Set-Cookie: id=abc; HttpOnly                    | Set-Cookie: ***
          sent Bearer abcdef12 to it                      | sent Bearer *** to it
          headers map[Authorization:[Bearer abcdef12]]    | headers map[Authorization:[Bearer ***]]
          """)
  void aValueOfAKeyThatLooksSecretIsMasked(String text, String masked) {
    assertEquals(written(masked), Masks.NONE.text(written(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "temporal is healthy, and so is postgres",
        "FATAL: password authentication failed for user \"temporal\"",
        "the Secret postgres has no key password",
        "no \"password\"",
        "unexpected token: end of file",
        "SyntaxError: Unexpected token '}'",
        "TokenService.java:12, Token::new, if (token == null)",
        "max_tokens: 4096, tokens=17",
        "password: null, token: false, \"secret\": true",
        "secretName: postgres",
        "secretKeyRef: {name: postgres, key: password}",
        "password_encryption=scram-sha-256",
        "POSTGRES_PASSWORD_FILE=/run/secrets/postgres",
        "PWD=/app",
        "primary_key=user_id, cache_key: web",
        "password=${DB_PASSWORD} postgres://user:${PW}@host",
        "--password  asks for the password",
        "psql --no-password -h x",
        "http://localhost:8080/a:b@c http://[::1]:80/ mailto:me@there",
        "password:~  next: line",
        "password=",
        "--password",
        "token",
        "COMPASS=abc PATH=/bin PATHS: a AUTHOR=me author: me",
        "AUTH_URL=http://a SESSION_TIMEOUT=30m COOKIE_DOMAIN=example REQUIRE_AUTH=always",
        "--- PASS: TestOpen (0.00s)",
        "PASS: all, pass=12 fail=0",
        "failed in HttpSession: closed by peer",
        "no authorization: user is unknown",
        "bearer token missing, Bearer authentication",
        "OAuth: starting",
      })
  void whatIsNoSecretStaysReadable(String text) {
    assertEquals(written(text), Masks.NONE.text(written(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "DB_PASS, true",
    "smtpPass, true",
    "REDIS_AUTH, true",
    "JWT, true",
    "GITHUB_PAT, true",
    "SESSION, true",
    "AUTH_COOKIE, true",
    "BEARER, true",
    "sentry-dsn, true",
    "SORT_KEY, true",
    "AUTH_URL, false",
    "POSTGRES_HOST_AUTH_METHOD, false",
    "COMPASS, false",
    "PATH, false",
    "AUTHOR, false",
    "ENABLE_AUTH, false",
    "SESSION_TIMEOUT, false",
  })
  void aVariableIsTakenAsASecretByItsName(String variable, boolean secret) {
    assertEquals(secret, Masks.looksSecret(variable));
  }

  @Test
  void aKnownValueIsMaskedWhereverItStandsUnlessItIsShortOrAWordThatIsNeeded() {
    Masks masks = Masks.of(List.of("open-sesame", "abc", "Temporal"), List.of("temporal"));

    assertEquals("say •••••• to abc", masks.text("say open-sesame to abc"));
    assertEquals("Temporal, pwd=••••••", masks.text("Temporal, pwd=abc"));
  }

  @Test
  void linesAreMaskedThoughNoValueIsKnown() {
    Event line = new Event.LogLine(Instant.EPOCH, "web", "web-1", "web", "password=abc");

    assertEquals(
        new Event.LogLine(Instant.EPOCH, "web", "web-1", "web", "password=••••••"),
        Masks.NONE.event(line));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "password",
        "password=\"",
        "://",
        "password ",
        "secret:\\",
        "a@b:",
        "^[",
        "Cookie: ",
        "Bearer "
      })
  void aLongLineIsLookedAtOnce(String part) {
    String line = written(part).repeat(1_000_000 / part.length());

    Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Masks.NONE.text(line));
  }

  private static String written(String text) {
    return text.replace("***", Masks.MASK).replace('^', '\u001b').replace('~', '\n');
  }
}
