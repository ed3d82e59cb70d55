package nebula.kube;

import java.time.Instant;

/// A watched object of a service.
///
/// @param view its `Workload`, `Pod` or `Claim`
record SeenObject(
    String service, String kind, String name, String uid, Instant created, Object view) {}
