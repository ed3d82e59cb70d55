package nebula.dashboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nebula.dashboard.PageFiles.PageFile;
import nebula.event.Masks;
import nebula.event.Snapshot;
import nebula.logs.LogQuery;
import nebula.model.State;

/// `GET /api/snapshot.html`: the run as one file for a bug report, which needs nothing else and
/// asks nobody for anything.
final class SavedPage {
  private static final int LINES = 200;
  private static final Pattern STYLE =
      Pattern.compile("<link rel=\"stylesheet\" href=\"(/[^\"]+)\" ?/?>");
  private static final Pattern SCRIPT = Pattern.compile("<script src=\"(/[^\"]+)\"></script>");
  private static final String POLICY =
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
          + " 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:\" />";
  private static final String NO_PAGE =
      "<!doctype html><html><head><title>Nebula</title></head><body><script"
          + " type=\"application/json\" id=\"nebula-data\">{{data}}</script></body></html>";

  private final PageFiles files;
  private final RunAccess access;

  SavedPage(PageFiles files, RunAccess access) {
    this.files = files;
    this.access = access;
  }

  /// @param snapshot of the view, as the API gives it
  String of(RunView view, String snapshot) throws IOException, InterruptedException {
    String page = files.own("snapshot.html").map(PageFile::text).orElse(NO_PAGE);
    String styled = replaced(page, STYLE, "<style>", "</style>");
    String whole = replaced(styled, SCRIPT, "<script>", "</script>");
    return whole
        .replaceFirst("<head>", Matcher.quoteReplacement("<head>" + POLICY))
        .replace("{{data}}", data(view, snapshot));
  }

  private String replaced(String page, Pattern pattern, String before, String after) {
    return pattern
        .matcher(page)
        .replaceAll((MatchResult found) ->
            Matcher.quoteReplacement(
                before
                    + files
                        .at(found.group(1))
                        .map(PageFile::text)
                        .orElse("")
                        .replace("</script", "<\\/script")
                    + after));
  }

  /// As text inside of a script element: nothing in it ends the element.
  private String data(RunView view, String snapshot) throws IOException, InterruptedException {
    Masks masks = access.masks().get();
    List<String> services = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Snapshot.Line line : view.snapshot().lines()) {
      String name = line.service().name();
      if (line.status().state() == State.FAILING) {
        services.add(DetailsJson.of(view, line, access.details().of(name), masks));
      }
      access
          .logs()
          .before(LogQuery.ALL.of(Set.of(name)), Optional.empty(), LINES, 0)
          .entries()
          .forEach(entry -> lines.add(LogsJson.line(entry)));
    }
    String json =
        "{\"snapshot\":%s,\"services\":[%s],\"logs\":[%s]}"
            .formatted(snapshot, String.join(",", services), String.join(",", lines));
    return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
  }
}
