package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.Location.Local;
import io.deltaglider.cli.location.Location.Remote;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.similar.SimilarObject;
import io.deltaglider.core.similar.SimilarObjects;
import io.deltaglider.core.similar.SimilarReference;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows what a file or object would be compared with. */
@Command(
    name = "find-similar",
    description = {
      "Show the references and objects that a file or object would be compared with.",
      "Without TARGET an object is looked at where it is."
    })
final class FindSimilarCommand implements Callable<Integer> {
  private static final String ACTION = "find-similar";

  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "SOURCE", description = "FILE or s3://BUCKET/KEY")
  String source = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "TARGET",
      description = "Where it would be stored: s3://BUCKET, s3://BUCKET/PREFIX/ or s3://BUCKET/KEY")
  Optional<String> target = Optional.empty();

  FindSimilarCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Location from = Location.parse(source, context.environment().directory());
    ObjectUri to = target(from);
    SimilarObjects found;
    try (DeltaGliderSession session = openTarget(to)) {
      DeltaGlider store = session.deltaGlider();
      found =
          Failures.attempt(
              ACTION,
              source,
              () -> {
                if (from instanceof Local local) {
                  try (InputStream content = Files.newInputStream(local.path())) {
                    return store.findSimilar(to.address(), content);
                  }
                }
                return findByObject(store, ((Remote) from).uri(), to);
              });
    }
    show(to, found, context.output());
    return ExitCode.OK.number();
  }

  private static SimilarObjects findByObject(DeltaGlider store, ObjectUri from, ObjectUri to)
      throws IOException {
    try (ObjectContent content = store.get(GetRequest.of(from.address()))) {
      return store.findSimilar(to.address(), content.body());
    }
  }

  private DeltaGliderSession openTarget(ObjectUri uri) {
    return context.open(uri.scheme());
  }

  private ObjectUri target(Location from) {
    if (from instanceof Local local) {
      if (target.isEmpty()) {
        throw CliException.usage(
            "usage", source, "is a file", "say where it would be stored, as s3://BUCKET");
      }
      Path name = local.path().getFileName();
      return named(ObjectUri.parse(target.get()), name == null ? source : name.toString());
    }
    if (from instanceof Remote remote) {
      ObjectUri uri = remote.uri();
      uri.address();
      return target.map(text -> named(ObjectUri.parse(text), uri.fileName())).orElse(uri);
    }
    throw CliException.usage("usage", source, "a stream has no name", "name a file or an object");
  }

  private static ObjectUri named(ObjectUri target, String name) {
    return target.namesDirectory() ? target.withKey(target.key() + name) : target;
  }

  private static void show(ObjectUri to, SimilarObjects found, Output output) {
    for (SimilarReference reference : found.references()) {
      String hash = reference.reference().hex();
      output.result(
          String.format(
              Locale.ROOT,
              "reference %s  %s  %d bytes%s",
              hash,
              reference.scope().label(),
              reference.size(),
              similarity(reference.similarity())),
          json -> {
            json.writeStringField("type", "reference");
            json.writeStringField("sha256", hash);
            json.writeStringField("scope", reference.scope().label());
            json.writeNumberField("size", reference.size());
            if (reference.similarity().isPresent()) {
              json.writeNumberField("similarity", reference.similarity().getAsDouble());
            }
          });
    }
    for (SimilarObject object : found.objects()) {
      String uri = to.withKey(object.entry().key()).toString();
      output.result(
          String.format("object    %s  %s", uri, object.scope().label()),
          json -> {
            json.writeStringField("type", "object");
            json.writeStringField("target", uri);
            json.writeStringField("scope", object.scope().label());
          });
    }
    output.result(
        String.format(
            Locale.ROOT,
            "%d references, %d objects among %d keys%s",
            found.references().size(),
            found.objects().size(),
            found.examined(),
            found.complete() ? "" : "; there may be other objects"),
        json -> {
          json.writeStringField("type", "summary");
          json.writeNumberField("references", found.references().size());
          json.writeNumberField("objects", found.objects().size());
          json.writeNumberField("examined", found.examined());
          json.writeBooleanField("complete", found.complete());
        });
  }

  private static String similarity(OptionalDouble similarity) {
    return similarity.isEmpty()
        ? ""
        : String.format(Locale.ROOT, "  about %.0f %% alike", 100 * similarity.getAsDouble());
  }
}
