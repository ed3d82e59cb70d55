package nebula.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldSearchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"req":{"id":7}}                           | req.id=7                     | true
          {"req":{"id":70}}                          | req.id=7                     | false
          {"req":{"id":"7"}}                         | req.id=7                     | true
          {"url":"http:\\/\\/db\\/x"}                | url=http://db/x              | true
          {"q":"a\\u0026b"}                          | q=a&b                        | true
          {"q":"tab\\tquote\\""}                     | q=tab	quote"               | true
          {"list":[1, 2.0, "a"]}                     | list=[1,2,"a"]               | true
          {"list":[1, 2]}                            | list=[1,3]                   | false
          {"list":[{"a": 1, "b": null}]}             | list=[{"b":null,"a":1}]      | true
          {"list":"[1]"}                             | list=[1]                     | true
          {"list":[1]}                               | list=[1                      | false
          {"n":1.0}                                  | n=1                          | true
          {"n":1.0}                                  | n=1.0                        | true
          {"n":1}                                    | n=1.0                        | true
          {"n":1e3}                                  | n=1000                       | true
          {"n":1e3}                                  | n=1e3                        | true
          {"n":1E-5}                                 | n=0.00001                    | true
          {"n":-0.50}                                | n=-0.5                       | true
          {"n":1e3}                                  | n=100                        | false
          {"n":"1.0"}                                | n=1                          | false
          {"n":9007199254740993}                     | n=9007199254740993           | true
          {"n":9007199254740993}                     | n=9007199254740992           | true
          {"n":9007199254740992}                     | n=9007199254740993           | false
          {"n":12345678901234567890}                 | n=12345678901234567000       | true
          {"n":123456789012345678901234}             | n=1.2345678901234569e+23     | true
          {"n":1e999999999}                          | n=1                          | false
          {"resource":{"service.name":"x"}}          | resource.service.name=x      | true
          {"resource.service":{"name":"x"}}          | resource.service.name=x      | true
          {"a.b":{"c":1},"a":{"b.c":2}}              | a.b.c=2                      | true
          {"a.b":1,"a":{"b":2}}                      | a.b=2                        | true
          {"a":{"b":2}}                              | b=2                          | false
          {"ok":true,"no":null}                      | ok=true                      | true
          {"ok":true,"no":null}                      | no=null                      | true
          ~  {"a":"x"}~                              | a=x                          | true
          {"a":"x"                                   | a=x                          | false
          a=1 b="x y" c=z                            | b=x y                        | true
          a=1 b="say \\"hi\\" in\\tit" c=z           | b=say "hi" in	it           | true
          a=1 b="it\\'s"                             | b=it\\'s                     | true
          a="b=x c" d=1                              | b=x                          | false
          a="b=x c" d=1                              | d=1                          | true
          a=1	b=2                                  | b=2                          | true
          xb=2 b=3                                   | b=2                          | false
          n=1.0                                      | n=1.0                        | true
          n=1.0                                      | n=1                          | false
          b="no end c=1                              | c=1                          | true
          url=http://x/?a=1 b=2                      | url=http://x/?a=1            | true
          """)
  void isFoundAsThePageAsksForIt(String line, String field, boolean found) {
    int equals = field.indexOf('=');
    FieldMatch match = new FieldMatch(field.substring(0, equals), field.substring(equals + 1));
    LogQuery query =
        new LogQuery(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            LogQuery.Kind.BOTH,
            Optional.empty(),
            List.of(match));
    LineFilter filter = new LineFilter(query, new Patience(Duration.ofSeconds(10)));
    byte[] bytes =
        LineFormat.write(
            new LogLine(
                Instant.EPOCH, "pod", "container", Optional.empty(), Optional.empty(), line));
    assertEquals(found, filter.wants(bytes, 0, bytes.length - 1), line);
  }
}
