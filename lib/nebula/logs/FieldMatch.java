package nebula.logs;

/// A field that a JSON or logfmt line has to have, such as `req.id=7`.
///
/// @param path names of JSON objects inside each other, each of which may hold dots itself, or the
///   name of a logfmt field
/// @param value a text as it is; a number of JSON however it is written; a list as JSON
public record FieldMatch(String path, String value) {}
