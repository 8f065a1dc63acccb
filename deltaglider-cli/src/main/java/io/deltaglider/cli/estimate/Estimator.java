package io.deltaglider.cli.estimate;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.select.DeltaPolicy;
import io.deltaglider.core.select.FileTypePolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Estimates what files would cost: counts all, stores a sample of each family in a place that is
 * thrown away, and extrapolates family by family. Writes to no store of the user's. Not
 * thread-safe.
 */
public final class Estimator {
  private static final long SEED = 0x5eed;

  /** Fewer say nothing about how much later files of a family cost. */
  private static final int LEAST_SAMPLE = 3;

  /** Families of at least this part of everything are sampled first. */
  private static final double LARGE = 0.02;

  private static final double WIDTH = 2;

  private final CliEnvironment environment;
  private final DeltaPolicy policy;
  private final UnaryOperator<PutOptions> options;
  private final SampleLimits limits;

  /**
   * Creates an estimator.
   *
   * @param policy what may become deltas
   * @param options changes how objects are stored
   */
  public Estimator(
      CliEnvironment environment,
      DeltaPolicy policy,
      UnaryOperator<PutOptions> options,
      SampleLimits limits) {
    this.environment = environment;
    this.policy = policy;
    this.options = options;
    this.limits = limits;
  }

  /**
   * Estimates what all files of a collection would cost.
   *
   * @throws IOException if files cannot be read, or the temporary directory not be written
   */
  public CollectionEstimate estimate(FileCollection files) throws IOException {
    Census census = new Census(policy);
    files.forEach(census::add);
    Sampling sampling = new Sampling(files, census);
    try (ThrowAwayStore store = ThrowAwayStore.create(environment, policy, options)) {
      sampling.run(store);
    }
    return sampling.estimate();
  }

  /** One sample. */
  private final class Sampling {
    private final FileCollection files;
    private final Census census;
    private final List<Family> families;
    private final long sampleable;
    private final long start = environment.nanoTime().getAsLong();
    private final List<SampledFamily> sampled = new ArrayList<>();
    private long sampledFiles;
    private long sampledBytes;
    private boolean complete = true;

    Sampling(FileCollection files, Census census) {
      this.files = files;
      this.census = census;
      this.families = census.groups();
      this.sampleable = families.stream().mapToLong(Family::bytes).sum();
    }

    void run(ThrowAwayStore store) throws IOException {
      for (Family family : inOrder()) {
        SampledFamily result = new SampledFamily(family);
        List<Candidate> sample = family.sample(wanted(family));
        for (Candidate file : sample) {
          if (isExhausted(file)) {
            complete = false;
            break;
          }
          sample(store, file, result);
        }
        complete &= sample.size() == family.count();
        if (result.isTelling()) {
          sampled.add(result);
        }
      }
    }

    /** The large ones, then the others in an order that has nothing to do with what they hold. */
    private List<Family> inOrder() {
      List<Family> order = new ArrayList<>(families);
      Collections.shuffle(order, new Random(SEED));
      order.sort(
          Comparator.comparingLong(
              family -> family.bytes() >= LARGE * sampleable ? -family.bytes() : 0));
      return order;
    }

    private int wanted(Family family) {
      double share = sampleable == 0 ? 1 : Math.min(1, (double) limits.bytes() / sampleable);
      return (int) Math.max(LEAST_SAMPLE, Math.ceil(share * family.count()));
    }

    private boolean isExhausted(Candidate file) {
      return sampledBytes + file.size() > limits.bytes()
          || environment.nanoTime().getAsLong() - start >= limits.time().toNanos();
    }

    private void sample(ThrowAwayStore store, Candidate file, SampledFamily result)
        throws IOException {
      Optional<InputStream> opened = files.open(file);
      if (opened.isEmpty()) {
        return;
      }
      try (InputStream content = opened.get()) {
        byte[] head = content.readNBytes(FileTypePolicy.HEAD_BYTES);
        sampledFiles++;
        if (!FileTypePolicy.judge(file.key(), file.size(), head, policy).eligible()) {
          result.add(file.size(), file.size());
          return;
        }
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
        result.add(file.size(), store.cost(file.key(), whole));
        sampledBytes += file.size();
      }
    }

    CollectionEstimate estimate() {
      double stored = census.wholeBytes();
      double variance = 0;
      long covered = 0;
      for (SampledFamily family : sampled) {
        stored += family.stored();
        variance += family.margin() * family.margin();
        covered += family.bytes();
      }
      long uncovered = sampleable - covered + census.unsortedBytes();
      Spread spread = Spread.of(sampled);
      double margin = Math.sqrt(variance) + uncovered * spread.margin();
      double estimate = stored + uncovered * spread.ratio();
      double least = Math.max(estimate - margin, (double) census.wholeBytes());
      double most = Math.min(estimate + margin, Math.max((double) census.bytes(), estimate));
      return new CollectionEstimate(
          census.files(),
          census.bytes(),
          Math.round(estimate),
          Math.round(least),
          Math.round(most),
          sampledFiles,
          sampledBytes,
          families.size(),
          sampled.size(),
          complete && uncovered == 0,
          census.unsortedBytes() > 0);
    }
  }

  /**
   * What sampled families say of others.
   *
   * @param ratio which part of the size is stored
   * @param margin by how much that may be wrong
   */
  private record Spread(double ratio, double margin) {
    static Spread of(List<SampledFamily> families) {
      long bytes = families.stream().mapToLong(SampledFamily::bytes).sum();
      if (bytes == 0) {
        return new Spread(0.5, 0.5); // nothing is known
      }
      double stored = families.stream().mapToDouble(SampledFamily::stored).sum();
      double ratio = Math.min(1, stored / bytes);
      if (families.size() < LEAST_SAMPLE) {
        return new Spread(ratio, Math.max(ratio, 1 - ratio));
      }
      double sum = 0;
      for (SampledFamily family : families) {
        double difference = family.stored() / Math.max(1, family.bytes()) - ratio;
        sum += difference * difference;
      }
      double deviation = Math.sqrt(sum / (families.size() - 1));
      return new Spread(ratio, Math.min(1, WIDTH * deviation / Math.sqrt(families.size())));
    }
  }
}
