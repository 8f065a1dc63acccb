package io.deltaglider.cli.command;

import io.deltaglider.cli.ExitCode;
import io.deltaglider.cli.failure.Failures;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.ListingFormat;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.store.Pages;
import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.list.Listing;
import io.deltaglider.port.storage.Bucket;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists buckets, or objects and common prefixes. */
@Command(name = "ls", description = "List buckets, or the objects below a prefix.")
final class LsCommand implements Callable<Integer> {
  private static final String DELIMITER = "/";
  private static final String ALL_BUCKETS = "s3://";
  private static final String ALL_BUCKETS_OF_GOOGLE = "gs://";

  private final CommandContext context;

  @Parameters(
      arity = "0..1",
      paramLabel = "s3://BUCKET/PREFIX",
      description = "What to list; nothing for all buckets.")
  String target = "";

  @Option(
      names = {"-r", "--recursive"},
      description = "List everything below the prefix, with full keys.")
  boolean recursive;

  @Option(names = "--human-readable", description = "Show sizes as in 1.5 MiB.")
  boolean humanReadable;

  @Option(names = "--summarize", description = "Add the number of objects and their size.")
  boolean summarize;

  @Mixin PageSizeOption pageSize = new PageSizeOption();

  private long objects;
  private long bytes;
  private boolean foundAnything;

  LsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Output output = context.output();
    ListingFormat format =
        new ListingFormat(output, context.environment().clock().getZone(), humanReadable);
    if (target.isEmpty() || target.equals(ALL_BUCKETS)) {
      return listBuckets(ObjectUri.Scheme.S3, format).number();
    }
    if (target.equals(ALL_BUCKETS_OF_GOOGLE)) {
      return listBuckets(ObjectUri.Scheme.GS, format).number();
    }
    ObjectUri uri = ObjectUri.parseLenient(target);
    try (DeltaGliderSession session = context.open(uri.scheme())) {
      listObjects(session.deltaGlider(), uri, format, output);
    }
    if (summarize) {
      format.summary(objects, bytes);
    }
    // As `aws s3 ls` does: a prefix without anything below it is a failure, an empty bucket is not.
    return (foundAnything || uri.key().isEmpty() ? ExitCode.OK : ExitCode.PARTIAL).number();
  }

  private ExitCode listBuckets(ObjectUri.Scheme scheme, ListingFormat format) throws Exception {
    try (DeltaGliderSession session = context.open(scheme)) {
      Failures.attempt("list", "buckets", session.deltaGlider()::listBuckets)
          .forEach((Bucket bucket) -> format.bucket(bucket.name(), bucket.createdAt()));
    }
    return ExitCode.OK;
  }

  private void listObjects(DeltaGlider store, ObjectUri uri, ListingFormat format, Output output) {
    ListRequest request =
        ListRequest.of(uri.bucket(), uri.key())
            .withMaxKeys(pageSize.read())
            .withDetail(ListDetail.CONTENT);
    ListRequest first = recursive ? request : request.withDelimiter(DELIMITER);
    Failures.attempt(
        "list",
        uri.toString(),
        () -> {
          Pages.forEachWhile(
              store,
              first,
              page -> {
                show(page, format);
                return !output.isBroken();
              });
          return uri;
        });
  }

  private void show(Listing page, ListingFormat format) {
    for (String prefix : page.commonPrefixes()) {
      foundAnything = true;
      format.prefix(prefix);
    }
    for (ListEntry entry : page.entries()) {
      foundAnything = true;
      objects++;
      bytes += entry.size();
      format.object(entry, recursive);
    }
  }
}
