package io.deltaglider.sdk.s3;

import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.model.S3Request;

/**
 * What a served request's override configuration may say. Names of callers and execution attributes
 * change nothing that is stored; everything else would change how a call of the real client is
 * made, and is refused.
 */
final class Overrides {
  private Overrides() {}

  /**
   * Checks a request.
   *
   * @throws software.amazon.awssdk.services.s3.model.S3Exception 501, naming what is refused
   */
  static void check(S3Request request) {
    request.overrideConfiguration().ifPresent(Overrides::check);
  }

  private static void check(AwsRequestOverrideConfiguration overrides) {
    refuse(!overrides.headers().isEmpty(), "headers");
    refuse(!overrides.rawQueryParameters().isEmpty(), "rawQueryParameters");
    refuse(overrides.apiCallTimeout().isPresent(), "apiCallTimeout");
    refuse(overrides.apiCallAttemptTimeout().isPresent(), "apiCallAttemptTimeout");
    refuse(overrides.signer().isPresent(), "signer");
    refuse(!overrides.metricPublishers().isEmpty(), "metricPublishers");
    refuse(!overrides.plugins().isEmpty(), "plugins");
    refuse(overrides.endpointProvider().isPresent(), "endpointProvider");
    refuse(overrides.authSchemeProvider().isPresent(), "authSchemeProvider");
    refuse(overrides.compressionConfiguration().isPresent(), "compressionConfiguration");
    refuse(overrides.credentialsIdentityProvider().isPresent(), "credentialsProvider");
    refuse(overrides.tokenIdentityProvider().isPresent(), "tokenIdentityProvider");
  }

  private static void refuse(boolean given, String name) {
    if (given) {
      throw S3Errors.notImplemented(
          "The request's override configuration " + name + " is not supported");
    }
  }
}
