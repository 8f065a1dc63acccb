package io.deltaglider.adapter.gcs;

/**
 * When uploads are resumable, and in which chunks.
 *
 * @param resumableAbove contents of more bytes are sent in chunks, each retried by itself; the
 *     others in one request, at least 0
 * @param chunkBytes how many bytes a chunk has, a multiple of 256 KiB. So much heap an upload in
 *     chunks takes
 */
public record GcsUploadOptions(long resumableAbove, int chunkBytes) {
  /** Resumable above 16 MiB, in chunks of 8 MiB. */
  public static final GcsUploadOptions DEFAULT = new GcsUploadOptions(16 << 20, 8 << 20);

  /** What the service demands of chunks: a multiple of so many bytes. */
  public static final int CHUNK_UNIT = 256 << 10;

  /** Checks the bounds. */
  public GcsUploadOptions {
    if (resumableAbove < 0) {
      throw new IllegalArgumentException("negative threshold " + resumableAbove);
    }
    if (chunkBytes <= 0 || chunkBytes % CHUNK_UNIT != 0) {
      throw new IllegalArgumentException(
          "chunks of " + chunkBytes + " bytes are not a positive multiple of " + CHUNK_UNIT);
    }
  }
}
