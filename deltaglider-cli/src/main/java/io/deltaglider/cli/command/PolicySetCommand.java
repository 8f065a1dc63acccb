package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.Location;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.format.PolicyDocument;
import io.deltaglider.core.model.Scope;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.wiring.DeltaGliderSession;
import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes a bucket's policy. */
@Command(
    name = "set",
    description = {
      "Replace a bucket's policy by a JSON document, or parts of it by options.",
      "An option that is given replaces that part; '' stands for nothing."
    })
final class PolicySetCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(paramLabel = "s3://BUCKET", description = "The bucket.")
  String bucket = "";

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description = "The document; - for standard input.")
  String file = "";

  @Option(
      names = "--isolate",
      paramLabel = "PREFIX",
      description = "References never cross this prefix. Repeatable.")
  @Nullable List<String> isolate;

  @Option(
      names = "--off",
      paramLabel = "PREFIX",
      description = "Everything below this prefix is stored whole. Repeatable.")
  @Nullable List<String> off;

  @Option(
      names = "--extension",
      paramLabel = "EXT",
      description = "Files of this kind may become deltas, such as zip or tar.gz. Repeatable.")
  @Nullable List<String> extensions;

  @Option(
      names = "--min-size",
      paramLabel = "BYTES",
      description = "Smaller objects are stored whole; at least 65536.")
  @Nullable Long minSize;

  @Option(
      names = "--scope",
      paramLabel = "KIND",
      description = "Where references are looked for: family, directory. Repeatable.")
  @Nullable List<String> scopes;

  PolicySetCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    ObjectUri uri = MbCommand.bucket(bucket);
    boolean options =
        isolate != null || off != null || extensions != null || minSize != null || scopes != null;
    if (options == !file.isEmpty()) {
      throw CliException.usage(
          "usage", "policy set", "wants either --file or options that say what to change", "");
    }
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      DeltaGlider store = session.deltaGlider();
      Failures.attempt(
          "set policy",
          uri.toString(),
          () -> {
            DeltaPolicy policy = options ? changed(store.policy(uri.bucket())) : read();
            store.setPolicy(uri.bucket(), policy);
            return policy;
          });
    }
    context
        .output()
        .done(
            "set_policy: " + uri.bucket(),
            json -> {
              json.writeStringField("operation", "set-policy");
              json.writeStringField("bucket", uri.bucket());
            });
    return ExitCode.OK.number();
  }

  private DeltaPolicy read() throws IOException {
    byte[] document =
        file.equals(Location.STANDARD_STREAM)
            ? context.environment().in().readAllBytes()
            : Files.readAllBytes(Location.path(file, context.environment().directory()));
    try {
      return PolicyDocument.read(document);
    } catch (IllegalArgumentException e) {
      throw new CliException(ExitCode.USAGE, "set policy", file, Failures.text(e), "", e);
    }
  }

  private DeltaPolicy changed(DeltaPolicy present) {
    try {
      return new DeltaPolicy(
          extensions == null ? present.extensions() : Set.copyOf(given(extensions)),
          minSize == null ? present.minSize() : minSize,
          scopes == null ? present.scopes() : kinds(given(scopes)),
          isolate == null ? present.isolate() : given(isolate),
          off == null ? present.off() : given(off));
    } catch (IllegalArgumentException e) {
      throw CliException.usage("usage", "policy set", String.valueOf(e.getMessage()), "");
    }
  }

  private static List<String> given(List<String> values) {
    return values.stream().filter(text -> !text.isEmpty()).distinct().toList();
  }

  private static Set<Scope.Kind> kinds(List<String> names) {
    Set<Scope.Kind> kinds = EnumSet.noneOf(Scope.Kind.class);
    for (String name : names) {
      switch (name) {
        case "family" -> kinds.add(Scope.Kind.FAMILY);
        case "directory" -> kinds.add(Scope.Kind.DIRECTORY);
        default ->
            throw CliException.usage(
                "usage", "--scope " + name, "is neither family nor directory", "");
      }
    }
    return kinds;
  }
}
