package io.deltaglider.sdk.s3;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;

/** Reads the tags of an object: on S3 with the real client, which knows those of versions, too. */
final class TaggingCall {
  private final Calls calls;

  TaggingCall(Calls calls) {
    this.calls = calls;
  }

  GetObjectTaggingResponse get(GetObjectTaggingRequest request) {
    if (calls.backend().store().isPresent()) {
      PassedOn.checkKey(request);
      return calls.backend().store().get().getObjectTagging(request);
    }
    return calls.serve(
        request,
        glider -> {
          List<Tag> tags =
              glider.tags(Addresses.of(request)).entrySet().stream()
                  .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                  .toList();
          GetObjectTaggingResponse.Builder response =
              GetObjectTaggingResponse.builder().tagSet(tags);
          Answer.complete(response, 200, Map.<String, List<String>>of());
          return response.build();
        });
  }
}
