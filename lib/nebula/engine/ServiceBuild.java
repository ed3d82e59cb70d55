package nebula.engine;

import java.util.List;
import java.util.Optional;
import nebula.engine.EarlyBuilds.EarlyBuild;
import nebula.event.Event;
import nebula.image.BuiltImage;
import nebula.image.ImageBuilder;
import nebula.image.ImageUnavailable;
import nebula.kube.Manifest;
import nebula.model.Build;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Service;
import nebula.sync.SourceState;

/// Builds a service's image and puts it into its manifests.
final class ServiceBuild {
  private final Service service;
  private final Build build;
  private final RunParts run;
  private final Optional<ServiceCode> code;
  private final How how;

  /// @param anyway also when nothing has changed since the last build
  /// @param supervised whether a process that sync rules restart can be started anew inside its
  ///   container: its image has a shell
  record How(boolean anyway, boolean supervised) {}

  ServiceBuild(Service service, Build build, RunParts run, Optional<ServiceCode> code, How how) {
    this.service = service;
    this.build = build;
    this.run = run;
    this.code = code;
    this.how = how;
  }

  /// @throws ImageUnavailable when it cannot be built; what runs stays as it is
  List<Manifest> into(List<Manifest> manifests) throws ImageUnavailable, InterruptedException {
    checkThatItIsRun(manifests);
    return BuiltManifests.of(service, manifests, build(), how.supervised());
  }

  private void checkThatItIsRun(List<Manifest> manifests) throws ImageUnavailable {
    if (manifests.stream().noneMatch(manifest -> manifest.runs(build.name()))) {
      throw new ImageUnavailable(
          Cause.of(
              Cause.Kind.CONFIGURATION,
              "its image %s is built, and no manifest of it runs it".formatted(build.name()),
              "write `image: nebula-registry:5000/%s` into a container of %s"
                  .formatted(build.name(), service.manifests().getFirst())));
    }
  }

  private BuiltImage build() throws ImageUnavailable, InterruptedException {
    tell(new Code.Older("builds now"));
    Optional<EarlyBuild> early = run.builds().take(service.name());
    SourceState files = early.isPresent() ? early.get().await(early.get().files()) : files();
    try {
      BuiltImage image = early.isPresent() ? early.get().await(early.get().image()) : buildNow();
      if (code.isPresent()) {
        code.get().built(image.reference(), files);
      } else {
        tell(new Code.Live());
      }
      return image;
    } catch (ImageUnavailable failed) {
      tell(new Code.Older("the build failed"));
      code.ifPresent(sources -> sources.failed(files));
      throw failed;
    }
  }

  private SourceState files() throws InterruptedException {
    return code.isPresent() ? code.get().files() : SourceState.nothing();
  }

  private BuiltImage buildNow() throws ImageUnavailable, InterruptedException {
    ImageBuilder builder = run.parts().builder();
    return how.anyway() ? builder.rebuild(build) : builder.build(build);
  }

  private void tell(Code present) {
    run.bus().publish(new Event.CodeChanged(run.clock().instant(), service.name(), present));
  }
}
