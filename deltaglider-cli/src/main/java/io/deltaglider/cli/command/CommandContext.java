package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.output.ProgressBar;
import io.deltaglider.cli.store.Stores;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.Optional;

/** What every command works with: the process, the global options, and what follows from them. */
final class CommandContext {
  private final CliEnvironment environment;
  private final RootCommand global;

  CommandContext(CliEnvironment environment, RootCommand global) {
    this.environment = environment;
    this.global = global;
  }

  CliEnvironment environment() {
    return environment;
  }

  /** Returns the output of a command that moves nothing. */
  Output output() {
    return output(Progress.NONE);
  }

  /** Returns the output of a command that shows its progress. */
  Output output(Progress progress) {
    return new Output(
        environment.out(),
        environment.err(),
        progress,
        global.json,
        global.quiet,
        environment.terminal());
  }

  /** Returns a progress bar if somebody watches. */
  Progress progress() {
    if (!environment.terminal() || global.noProgress || global.quiet || global.json) {
      return Progress.NONE;
    }
    return new ProgressBar(environment.err(), environment.nanoTime());
  }

  /** Opens the store of an object for a command that makes no deltas. */
  DeltaGliderSession open(ObjectUri.Scheme scheme) {
    refuseStoringOptions();
    return new Stores(environment).open(store(), scheme, put -> put);
  }

  /** Opens the store of an object for a command that may make deltas. */
  DeltaGliderSession openForStoring(ObjectUri.Scheme scheme) {
    return new Stores(environment).open(store(), scheme, this::putOptions);
  }

  /** Returns which store an object is in, so that two can be told apart. */
  String storeName(ObjectUri.Scheme scheme) {
    return new Stores(environment).name(store(), scheme);
  }

  private Optional<String> store() {
    return Optional.ofNullable(global.store);
  }

  /** Returns options with the global ones applied. */
  PutOptions putOptions(PutOptions options) {
    PutOptions result = options.withEncoder(encoderOptions(options.encoder()));
    if (global.maxRatio == null) {
      return result;
    }
    if (!(global.maxRatio > 0 && global.maxRatio <= 1)) {
      throw CliException.usage(
          "usage", "--max-ratio " + global.maxRatio, "is not above 0 and at most 1", "");
    }
    return result.withMaxRatio(global.maxRatio);
  }

  /** Returns options with the global effort. */
  EncoderOptions encoderOptions(EncoderOptions options) {
    if (global.effort == null) {
      return options;
    }
    if (global.effort < EncoderOptions.MIN_EFFORT || global.effort > EncoderOptions.MAX_EFFORT) {
      throw CliException.usage("usage", "--effort " + global.effort, "is not 1 to 9", "");
    }
    return options.withEffort(global.effort);
  }

  /** Refuses {@code --max-ratio} where no object is stored. */
  void refuseMaxRatio() {
    if (global.maxRatio != null) {
      throw CliException.usage("usage", "--max-ratio", "this command stores no object", "");
    }
  }

  /** Refuses options about making deltas where none is made. */
  void refuseStoringOptions() {
    refuseMaxRatio();
    if (global.effort != null) {
      throw CliException.usage("usage", "--effort", "this command makes no delta", "");
    }
  }

  /** Refuses {@code --store} where no store is used. */
  void refuseStore() {
    if (global.store != null) {
      throw CliException.usage("usage", "--store", "this command uses no store", "");
    }
  }
}
