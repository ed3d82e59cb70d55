package nebula.kube;

/// What came of sending one object.
///
/// @param seen its fingerprint after that
/// @param error null when the server took it
record Sent(Desired object, String seen, ApiError error) {}
