package io.deltaglider.adapter.gcs;

import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.http.HttpHeaders;
import com.google.api.services.storage.Storage;
import io.deltaglider.port.storage.DeleteFailure;
import io.deltaglider.port.storage.DeleteRequest;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import io.deltaglider.port.storage.WriteCondition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Deletes objects, alone and in batches of requests. Thread-safe. */
final class GcsDeletes {
  private static final String ACTION = "delete";

  /** The service's limit. */
  private static final int MAX_BATCH = 100;

  private static final int NOT_FOUND = 404;

  private final GcsClient client;
  private final GcsLookup lookup;

  GcsDeletes(GcsClient client, GcsLookup lookup) {
    this.client = client;
    this.lookup = lookup;
  }

  void delete(ObjectAddress address, WriteCondition condition) {
    OptionalLong generation = lookup.generation(ACTION, address, condition);
    try {
      Storage.Objects.Delete delete =
          client.api().objects().delete(address.bucket(), address.key());
      generation.ifPresent(delete::setIfGenerationMatch);
      delete.execute();
    } catch (IOException e) {
      StorageException failure = client.failure(e, ACTION, address.bucket(), address);
      if (failure.kind() != Kind.NO_SUCH_KEY) {
        throw failure;
      }
      if (!GcsExceptions.isOfService(e)) {
        // Taking it for the object's absence would acknowledge a delete that did not happen.
        throw GcsExceptions.failure(
            Kind.UNAVAILABLE, ACTION, address, "404 that does not come from the service", e);
      }
      if (generation.isPresent()) {
        throw GcsExceptions.failure(
            Kind.PRECONDITION_FAILED, ACTION, address, "it is gone already", e);
      }
    }
  }

  /** Deletes those without a condition in batches, the others one by one. */
  List<DeleteFailure> deleteAll(String bucket, List<DeleteRequest> requests) {
    Map<DeleteRequest, StorageException> failures = new HashMap<>();
    List<DeleteRequest> batch = new ArrayList<>();
    for (DeleteRequest request : requests) {
      if (request.condition().kind() == WriteCondition.Kind.ALWAYS) {
        batch.add(request);
      } else {
        deleteOne(new ObjectAddress(bucket, request.key()), request, failures);
      }
    }
    for (int from = 0; from < batch.size(); from += MAX_BATCH) {
      deleteBatch(bucket, batch.subList(from, Math.min(batch.size(), from + MAX_BATCH)), failures);
    }
    List<DeleteFailure> inOrder = new ArrayList<>();
    for (DeleteRequest request : requests) {
      StorageException failure = failures.get(request);
      if (failure != null) {
        inOrder.add(new DeleteFailure(request, failure));
      }
    }
    return inOrder;
  }

  private void deleteOne(
      ObjectAddress address, DeleteRequest request, Map<DeleteRequest, StorageException> failures) {
    try {
      delete(address, request.condition());
    } catch (StorageException e) {
      if (e.kind() == Kind.NO_SUCH_BUCKET) {
        throw e;
      }
      failures.put(request, e);
    }
  }

  private void deleteBatch(
      String bucket, List<DeleteRequest> requests, Map<DeleteRequest, StorageException> failures) {
    List<Answer> answers = new ArrayList<>();
    try {
      BatchRequest batch = client.api().batch(client::prepare);
      for (DeleteRequest request : requests) {
        Answer answer = new Answer(request);
        answers.add(answer);
        client.api().objects().delete(bucket, request.key()).queue(batch, answer);
      }
      batch.execute();
    } catch (IOException e) {
      throw client.failure(e, ACTION, bucket, bucket);
    }
    for (Answer answer : answers) {
      answer.error().ifPresent(error -> judge(bucket, answer.request, error, failures));
    }
  }

  private void judge(
      String bucket,
      DeleteRequest request,
      GoogleJsonError error,
      Map<DeleteRequest, StorageException> failures) {
    ObjectAddress address = new ObjectAddress(bucket, request.key());
    Kind missing = Kind.NO_SUCH_KEY;
    if (error.getCode() == NOT_FOUND) {
      missing =
          GcsExceptions.missing(error).orElseGet(() -> client.missing(ACTION, bucket, bucket));
      if (missing == Kind.NO_SUCH_KEY) {
        return;
      }
    }
    Kind kind =
        GcsExceptions.kind(
            error.getCode(), GcsExceptions.reasonCode(error), missing, Kind.UNAVAILABLE);
    StorageException failure =
        GcsExceptions.failure(kind, ACTION, address, error.getCode() + " " + error.getMessage());
    if (kind == Kind.NO_SUCH_BUCKET) {
      throw failure;
    }
    failures.put(request, failure);
  }

  /** Keeps the answer to one of the requests. */
  private static final class Answer extends JsonBatchCallback<Void> {
    private final DeleteRequest request;
    private Optional<GoogleJsonError> error = Optional.empty();

    Answer(DeleteRequest request) {
      this.request = request;
    }

    @Override
    public void onSuccess(Void nothing, HttpHeaders headers) {
      error = Optional.empty();
    }

    @Override
    public void onFailure(GoogleJsonError failure, HttpHeaders headers) {
      error = Optional.of(failure);
    }

    Optional<GoogleJsonError> error() {
      return error;
    }
  }
}
