package io.deltaglider.core.multipart;

import io.deltaglider.port.storage.ObjectAddress;
import java.util.Objects;

/** A request about an upload in parts is wrong, or comes too late. Nothing was changed. */
public final class MultipartException extends RuntimeException {
  private final Kind kind;
  private final ObjectAddress address;

  /** What is wrong; the names of S3's errors beside each. */
  public enum Kind {
    /**
     * There is no such upload of this key: it never was, is completed, aborted or expired ({@code
     * NoSuchUpload}).
     */
    NO_SUCH_UPLOAD,
    /** A part's number is not from 1 to 10,000 ({@code InvalidArgument}). */
    BAD_PART_NUMBER,
    /** A part's bytes have not the hash that was declared ({@code BadDigest}). */
    BAD_DIGEST,
    /** A part to complete with is missing, or has another ETag ({@code InvalidPart}). */
    INVALID_PART,
    /** The parts to complete with do not ascend ({@code InvalidPartOrder}). */
    INVALID_PART_ORDER,
    /** A part but the last is too small ({@code EntityTooSmall}). */
    ENTITY_TOO_SMALL,
    /** A part is too large ({@code EntityTooLarge}). */
    ENTITY_TOO_LARGE,
    /** An upload cannot be completed without parts, or with too many ({@code MalformedXML}). */
    BAD_PART_LIST,
    /**
     * The upload is being completed with other parts, or while it shall be aborted; the same
     * request may succeed later ({@code OperationAborted}).
     */
    CONFLICT
  }

  MultipartException(Kind kind, ObjectAddress address, String reason) {
    super(address + ": " + reason);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.address = Objects.requireNonNull(address, "address");
  }

  /** Returns what is wrong. */
  public Kind kind() {
    return kind;
  }

  /** Returns the object that was to be uploaded. */
  public ObjectAddress address() {
    return address;
  }
}
