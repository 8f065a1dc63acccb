package io.deltaglider.core.integrity;

import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.model.Sketch;

/**
 * What one pass over content yields.
 *
 * @param size its length in bytes
 * @param sha256 its SHA-256
 * @param md5 its MD5 in lower-case hex: the ETag that S3 would give it
 * @param sketch what it resembles
 */
public record ContentDigest(long size, Sha256 sha256, String md5, Sketch sketch) {}
