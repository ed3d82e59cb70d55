package nebula.engine;

import java.util.ArrayList;
import java.util.List;
import nebula.image.BuiltImage;
import nebula.image.ImageBuilder;
import nebula.image.ImageUnavailable;
import nebula.kube.Manifest;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.event.Event;
import nebula.model.Service;

/// Builds a service's image and puts it into its manifests.
final class ServiceBuild {
  private final Service service;
  private final Build build;
  private final RunParts run;
  private final boolean anyway;

  /// @param anyway also when nothing has changed since the last build
  ServiceBuild(Service service, Build build, RunParts run, boolean anyway) {
    this.service = service;
    this.build = build;
    this.run = run;
    this.anyway = anyway;
  }

  /// @throws ImageUnavailable when it cannot be built; what runs stays as it is
  List<Manifest> into(List<Manifest> manifests) throws ImageUnavailable, InterruptedException {
    if (manifests.stream().noneMatch(manifest -> manifest.runs(build.name()))) {
      throw new ImageUnavailable(
          Cause.of(
              Cause.Kind.CONFIGURATION,
              "its image %s is built, and no manifest of it runs it".formatted(build.name()),
              "write `image: nebula-registry:5000/%s` into a container of %s"
                  .formatted(build.name(), service.manifests().getFirst())));
    }
    code(new Code.Older(anyway ? "builds again" : "builds"));
    BuiltImage built = image();
    List<Manifest> sendable = new ArrayList<>();
    manifests.forEach(manifest -> sendable.add(manifest.withImage(build.name(), built.reference())));
    return sendable;
  }

  private BuiltImage image() throws ImageUnavailable, InterruptedException {
    try {
      ImageBuilder builder = run.parts().builder();
      BuiltImage built = anyway ? builder.rebuild(build) : builder.build(build);
      code(new Code.Live());
      return built;
    } catch (ImageUnavailable failed) {
      code(new Code.Older("the build failed"));
      throw failed;
    }
  }

  private void code(Code code) {
    run.bus().publish(new Event.CodeChanged(run.clock().instant(), service.name(), code));
  }
}
