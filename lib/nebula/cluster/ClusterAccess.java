package nebula.cluster;

import java.nio.file.Path;

/// How to reach a cluster's API server.
///
/// @param kubeconfig a file that holds the context
public record ClusterAccess(Path kubeconfig, String context) {}
