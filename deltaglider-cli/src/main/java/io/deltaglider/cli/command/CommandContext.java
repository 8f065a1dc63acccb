package io.deltaglider.cli.command;

import io.deltaglider.cli.CliEnvironment;
import io.deltaglider.cli.failure.CliException;
import io.deltaglider.cli.location.ObjectUri;
import io.deltaglider.cli.output.FailureStyle;
import io.deltaglider.cli.output.Output;
import io.deltaglider.cli.output.Progress;
import io.deltaglider.cli.output.ProgressBar;
import io.deltaglider.cli.store.StoreOptions;
import io.deltaglider.cli.store.StorePair;
import io.deltaglider.cli.store.Stores;
import io.deltaglider.core.put.PutOptions;
import io.deltaglider.core.vcdiff.EncoderOptions;
import io.deltaglider.wiring.DeltaGliderSession;
import java.util.Optional;
import java.util.function.UnaryOperator;

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
        environment.terminal(),
        failureStyle(environment, global));
  }

  /** Returns how a failure is shown. */
  static FailureStyle failureStyle(CliEnvironment environment, RootCommand global) {
    boolean refused = !environment.variables().getOrDefault("NO_COLOR", "").isEmpty();
    return new FailureStyle(global.color.isOn(environment.terminal(), refused));
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
    return stores(put -> put).open(scheme).session();
  }

  /** Opens the store of an object for a command that may make deltas. */
  DeltaGliderSession openForStoring(ObjectUri.Scheme scheme) {
    return stores(this::putOptions).open(scheme).session();
  }

  /**
   * Opens the stores of a command that reads one and writes another.
   *
   * @param storing whether it may make deltas
   */
  StorePair open(Stores.Side source, Stores.Side target, boolean storing) {
    if (!storing) {
      refuseStoringOptions();
    }
    return stores(storing ? this::putOptions : put -> put).open(source, target);
  }

  private Stores stores(UnaryOperator<PutOptions> put) {
    StoreOptions options =
        new StoreOptions(
            Optional.ofNullable(global.store),
            Optional.ofNullable(global.endpointUrl),
            Optional.ofNullable(global.region),
            Optional.ofNullable(global.profile),
            global.noSignRequest);
    return new Stores(environment, options, put);
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

  /** Refuses the options about stores where none is used. */
  void refuseStore() {
    refuseStore("--store", global.store != null);
    refuseStore("--endpoint-url", global.endpointUrl != null);
    refuseStore("--region", global.region != null);
    refuseStore("--profile", global.profile != null);
    refuseStore("--no-sign-request", global.noSignRequest);
  }

  private static void refuseStore(String option, boolean given) {
    if (given) {
      throw CliException.usage("usage", option, "this command uses no store", "");
    }
  }
}
