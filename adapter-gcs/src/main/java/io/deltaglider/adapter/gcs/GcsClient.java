package io.deltaglider.adapter.gcs;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpBackOffIOExceptionHandler;
import com.google.api.client.http.HttpBackOffUnsuccessfulResponseHandler;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.HttpUnsuccessfulResponseHandler;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.ExponentialBackOff;
import com.google.api.gax.retrying.RetrySettings;
import com.google.api.services.storage.Storage;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.StorageOptions;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.io.IOException;

/**
 * Google's generated client and its HTTP layer, set up as the options of a {@code
 * com.google.cloud.storage.Storage} say: host, credentials, timeouts and retries. The retries are
 * those of Google's HTTP client, with exponential waits, until the total timeout of the options'
 * retry settings. Thread-safe.
 */
final class GcsClient {
  /** A call of the generated client. */
  @FunctionalInterface
  interface Call<T> {
    T execute() throws IOException;
  }

  /** The time decides when to give up, not the count. */
  private static final int MAX_RETRIES = 1000;

  private static final int NO_SUCH_PAGE = 404;

  private final HttpTransport transport;
  private final HttpRequestInitializer initializer;
  private final RetrySettings retries;
  private final String host;
  private final Storage api;

  GcsClient(StorageOptions options) {
    if (!(options.getTransportOptions() instanceof HttpTransportOptions http)) {
      throw new IllegalArgumentException("a client over HTTP is wanted, not " + options);
    }
    this.transport = http.getHttpTransportFactory().create();
    this.initializer = http.getHttpRequestInitializer(options);
    this.retries = options.getRetrySettings();
    this.host = options.getHost();
    this.api = api(this::prepare);
  }

  /** Returns the generated client of the JSON API. */
  Storage api() {
    return api;
  }

  /** Returns a generated client whose requests are prepared by {@code other}. */
  Storage api(HttpRequestInitializer other) {
    return new Storage.Builder(transport, GsonFactory.getDefaultInstance(), other)
        .setRootUrl(host)
        .setApplicationName("deltaglider")
        .build();
  }

  /** Returns a prepared request to the XML API. */
  HttpRequest get(String rawPath) throws IOException {
    GenericUrl url = new GenericUrl(host + rawPath, true);
    return transport.createRequestFactory(this::prepare).buildGetRequest(url);
  }

  /** Returns a prepared request that cancels a resumable upload. */
  HttpRequest cancel(String session) throws IOException {
    HttpRequest request =
        transport
            .createRequestFactory(this::prepare)
            .buildDeleteRequest(new GenericUrl(session, true));
    return request.setThrowExceptionOnExecuteError(false);
  }

  /** Gives a request credentials, timeouts and retries. */
  void prepare(HttpRequest request) throws IOException {
    initializer.initialize(request);
    HttpUnsuccessfulResponseHandler credentials = request.getUnsuccessfulResponseHandler();
    HttpBackOffUnsuccessfulResponseHandler backOff =
        new HttpBackOffUnsuccessfulResponseHandler(backOff())
            .setBackOffRequired(response -> isTransient(response.getStatusCode()));
    request.setUnsuccessfulResponseHandler(
        (sent, response, retry) ->
            (credentials != null && credentials.handleResponse(sent, response, retry))
                || backOff.handleResponse(sent, response, retry));
    request.setIOExceptionHandler(new HttpBackOffIOExceptionHandler(backOff()));
    int attempts = retries.getMaxAttempts();
    request.setNumberOfRetries(attempts > 0 ? attempts - 1 : MAX_RETRIES);
  }

  private static boolean isTransient(int status) {
    return status == 408 || status == 429 || status >= 500;
  }

  private ExponentialBackOff backOff() {
    return new ExponentialBackOff.Builder()
        .setInitialIntervalMillis(millis(retries.getInitialRetryDelayDuration().toMillis()))
        .setMultiplier(Math.max(1, retries.getRetryDelayMultiplier()))
        .setMaxIntervalMillis(millis(retries.getMaxRetryDelayDuration().toMillis()))
        .setMaxElapsedTimeMillis(millis(retries.getTotalTimeoutDuration().toMillis()))
        .build();
  }

  private static int millis(long millis) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
  }

  /** Runs a call about one bucket or an object in it, and translates its failure. */
  <T> T call(String action, String bucket, Object about, Call<T> call) {
    try {
      return call.execute();
    } catch (IOException e) {
      throw failure(e, action, bucket, about);
    }
  }

  /** Returns what a failure means; looks for the bucket if the answer leaves that open. */
  StorageException failure(IOException e, String action, String bucket, Object about) {
    Kind missing = Kind.NO_SUCH_KEY;
    if (GcsExceptions.isNotFound(e)) {
      missing = GcsExceptions.missing(e).orElseGet(() -> missing(action, bucket, about));
    }
    return GcsExceptions.translate(e, action, about, missing, Kind.UNAVAILABLE);
  }

  /** Returns whether a bucket or only an object in it is missing. */
  Kind missing(String action, String bucket, Object about) {
    return exists(action, bucket, about) ? Kind.NO_SUCH_KEY : Kind.NO_SUCH_BUCKET;
  }

  /**
   * Needs the permission to list objects only, which programs have more often than to see buckets.
   */
  boolean exists(String action, String bucket, Object about) {
    try {
      api.objects().list(bucket).setMaxResults(1L).setFields("kind").execute();
      return true;
    } catch (IOException e) {
      if (GcsExceptions.hasStatus(e, NO_SUCH_PAGE)) {
        return false;
      }
      throw GcsExceptions.translate(e, action, about, Kind.NO_SUCH_BUCKET, Kind.UNAVAILABLE);
    }
  }
}
