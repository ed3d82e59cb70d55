package nebula.config;

import java.nio.file.Path;
import java.util.List;
import nebula.model.Service;

/// A service and the places that checks across services speak of.
record ServiceDraft(
    Service service, List<Located<String>> dependsOn, List<Located<Path>> manifests) {}
