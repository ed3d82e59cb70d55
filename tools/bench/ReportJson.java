package nebula.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The report for programs: a line of JSON with the conditions, then one for each figure.
final class ReportJson {
  private final JsonMapper json = new JsonMapper();

  List<String> lines(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add(json.writeValueAsString(report.conditions()));
    report.results().forEach(result -> lines.add(json.writeValueAsString(fields(result))));
    return lines;
  }

  private static Map<String, Object> fields(Result result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("figure", result.figure().id());
    fields.put("unit", result.figure().unit().sign());
    fields.put("verdict", result.verdict().words());
    double factor = result.figure().limit() instanceof Limit.Times times ? times.factor() : 1;
    result.reference().ifPresent(reference -> fields.put("limit", factor * reference));
    result
        .spread()
        .ifPresent(spread -> {
          fields.put("median", spread.median());
          fields.put("least", spread.least());
          fields.put("greatest", spread.greatest());
        });
    result.ratio().ifPresent(ratio -> fields.put("ratio", ratio));
    fields.put("samples", result.samples().stream().map(Sample::value).toList());
    if (result.figure().limit() instanceof Limit.Times) {
      fields.put("references", result.samples().stream().map(Sample::reference).toList());
    }
    fields.put("troubles", result.troubles());
    return fields;
  }
}
