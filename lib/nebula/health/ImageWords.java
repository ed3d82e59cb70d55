package nebula.health;

import nebula.model.Phase;

/// What a person is told of a phase that is about the image.
public final class ImageWords {
  private ImageWords() {}

  public static String of(Phase phase) {
    return switch (phase) {
      case BUILD -> "its image is built";
      case PUSH -> "its image is pushed to the cluster's registry";
      default -> "its images are made ready";
    };
  }
}
