package nebula.image;

import java.util.List;
import java.util.stream.Stream;

/// An image that Docker has on this machine and the registry is to have.
///
/// @param image as Docker knows it
/// @param id the digest of its configuration
/// @param layers digests of the unpacked layers, the lowest first
record LocalImage(String image, ImageName name, String id, List<String> layers) {
  LocalImage {
    layers = List.copyOf(layers);
  }

  /// All that its manifest names.
  List<String> blobs() {
    return Stream.concat(Stream.of(id), layers.stream()).distinct().toList();
  }
}
