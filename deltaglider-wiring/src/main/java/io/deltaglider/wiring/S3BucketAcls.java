package io.deltaglider.wiring;

import io.deltaglider.port.storage.StorageException;
import io.deltaglider.port.storage.StorageException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketAclResponse;
import software.amazon.awssdk.services.s3.model.Grantee;
import software.amazon.awssdk.services.s3.model.Owner;
import software.amazon.awssdk.services.s3.model.PutBucketAclRequest;

/** Passes access control lists on to S3. */
final class S3BucketAcls implements BucketAcls {
  private static final int NOT_IMPLEMENTED = 501;
  private static final int SERVER_ERROR = 500;

  private final S3Client client;

  S3BucketAcls(S3Client client) {
    this.client = client;
  }

  @Override
  public BucketAcl.Present get(String bucket) {
    GetBucketAclResponse response =
        attempt("get ACL of " + bucket, () -> client.getBucketAcl(get -> get.bucket(bucket)));
    List<BucketAcl.Grant> grants =
        response.grants().stream()
            .map(
                grant ->
                    new BucketAcl.Grant(
                        grantee(grant.grantee()),
                        Optional.ofNullable(grant.grantee()).map(Grantee::typeAsString).orElse(""),
                        Optional.ofNullable(grant.permissionAsString()).orElse("")))
            .toList();
    return new BucketAcl.Present(
        Optional.ofNullable(response.owner()).map(Owner::id).orElse(""), grants);
  }

  private static String grantee(Grantee grantee) {
    return Optional.ofNullable(grantee)
        .flatMap(
            who ->
                Optional.ofNullable(who.id())
                    .or(() -> Optional.ofNullable(who.uri()))
                    .or(() -> Optional.ofNullable(who.emailAddress())))
        .orElse("");
  }

  @Override
  public void put(String bucket, BucketAcl acl) {
    PutBucketAclRequest.Builder request = PutBucketAclRequest.builder().bucket(bucket);
    if (!acl.canned().isEmpty()) {
      request.acl(acl.canned());
    }
    request
        .grantFullControl(acl.grants().get("FULL_CONTROL"))
        .grantRead(acl.grants().get("READ"))
        .grantReadACP(acl.grants().get("READ_ACP"))
        .grantWrite(acl.grants().get("WRITE"))
        .grantWriteACP(acl.grants().get("WRITE_ACP"));
    attempt("put ACL of " + bucket, () -> client.putBucketAcl(request.build()));
  }

  private static <T> T attempt(String what, Supplier<T> action) {
    try {
      return action.get();
    } catch (AwsServiceException e) {
      throw new StorageException(kind(e), what + ": " + text(e), e);
    } catch (SdkException e) {
      throw new StorageException(Kind.UNAVAILABLE, what + ": " + e.getMessage(), e);
    }
  }

  private static String text(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails())
        .map(AwsErrorDetails::errorMessage)
        .orElseGet(() -> String.valueOf(e.getMessage()));
  }

  private static Kind kind(AwsServiceException e) {
    String code =
        Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
    if (code.equals("NoSuchBucket")) {
      return Kind.NO_SUCH_BUCKET;
    }
    if (e.isThrottlingException() || code.equals("SlowDown")) {
      return Kind.THROTTLED;
    }
    if (code.equals("NotImplemented") || e.statusCode() == NOT_IMPLEMENTED) {
      return Kind.NOT_SUPPORTED;
    }
    if (code.equals("AccessDenied")) {
      return Kind.ACCESS_DENIED;
    }
    return e.statusCode() >= SERVER_ERROR ? Kind.UNAVAILABLE : Kind.REJECTED;
  }
}
