package io.deltaglider.core.get;

import io.deltaglider.core.integrity.Digests;
import io.deltaglider.core.integrity.IntegrityException;
import io.deltaglider.core.integrity.VerifyingInputStream;
import io.deltaglider.core.metadata.MetadataCodec;
import io.deltaglider.core.metadata.SelfDescription;
import io.deltaglider.core.metadata.StoredObject;
import io.deltaglider.core.model.Sha256;
import io.deltaglider.core.reference.OpenReference;
import io.deltaglider.core.vcdiff.DecoderLimits;
import io.deltaglider.core.vcdiff.MalformedDeltaException;
import io.deltaglider.core.vcdiff.VcdiffDecoder;
import io.deltaglider.port.scratch.ByteSource;
import io.deltaglider.port.scratch.Scratch;
import io.deltaglider.port.scratch.ScratchFile;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.ObjectReader;
import io.deltaglider.port.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Turns stored deltas back into content. Thread-safe. */
final class DeltaReader {
  /** Opens the reference of a delta. */
  interface References {
    OpenReference open(Sha256 content) throws IOException;
  }

  private static final ByteSource NO_SOURCE = ByteSource.of(new byte[0]);

  private final Scratch scratch;
  private final DecodingSlots slots = DecodingSlots.OF_PROCESS;

  DeltaReader(Scratch scratch) {
    this.scratch = scratch;
  }

  /**
   * Opens a part of a delta's content, after its own bytes and its reference have been checked.
   *
   * @param prefix the body's first bytes, already taken from the reader
   */
  InputStream open(
      ObjectReader reader,
      byte[] prefix,
      SelfDescription description,
      References references,
      long from,
      long to)
      throws IOException {
    ObjectAddress address = reader.head().address();
    ScratchFile delta = scratch.create(reader.head().size());
    Optional<OpenReference> reference = Optional.empty();
    try {
      Sha256 actual = spool(reader, prefix, delta);
      boolean vouched = isVouchedFor(reader, description, actual);
      if (description.reference().isPresent()) {
        reference = Optional.of(references.open(description.reference().get()));
      }
      ByteSource source = reference.map(OpenReference::bytes).orElse(NO_SOURCE);
      if (vouched && slots.tryStream()) {
        InputStream content = decode(address, description, delta, source, from, to);
        Runnable release = release(delta, reference, slots::endStream);
        return new DeltaContentStream(content, address, to - from, release);
      }
      // Where nothing vouches for the delta, all of it is decoded and its hash compared first.
      long start = vouched ? from : 0;
      long end = vouched ? to : description.size();
      ScratchFile decoded = decodeNow(address, description, delta, source, start, end);
      release(delta, reference, () -> {}).run();
      InputStream content = decoded.stream(from - start, Math.min(to - start, decoded.size()));
      return new DeltaContentStream(content, address, to - from, decoded::close);
    } catch (IOException | RuntimeException e) {
      reference.ifPresent(OpenReference::close);
      delta.close();
      throw e;
    }
  }

  private static Runnable release(
      ScratchFile delta, Optional<OpenReference> reference, Runnable slot) {
    return () -> {
      slot.run();
      reference.ifPresent(OpenReference::close);
      delta.close();
    };
  }

  /** Decodes into scratch, which neither waits for a caller nor holds memory for it. */
  private ScratchFile decodeNow(
      ObjectAddress address,
      SelfDescription description,
      ScratchFile delta,
      ByteSource source,
      long from,
      long to)
      throws IOException {
    ScratchFile decoded = scratch.create(to - from);
    slots.beginScratch();
    try (InputStream content = decode(address, description, delta, source, from, to)) {
      content.transferTo(decoded.appender());
      return decoded;
    } catch (MalformedDeltaException e) {
      decoded.close();
      throw new IntegrityException(address, "delta", e);
    } catch (IOException | RuntimeException e) {
      decoded.close();
      throw e;
    } finally {
      slots.endScratch();
    }
  }

  private static Sha256 spool(ObjectReader reader, byte[] prefix, ScratchFile delta)
      throws IOException {
    MessageDigest digest = Digests.sha256();
    digest.update(prefix);
    delta.append(prefix, 0, prefix.length);
    byte[] buffer = new byte[Digests.BUFFER_SIZE];
    for (int count = read(reader, buffer); count >= 0; count = read(reader, buffer)) {
      digest.update(buffer, 0, count);
      delta.append(buffer, 0, count);
    }
    return Sha256.of(digest.digest());
  }

  private static int read(ObjectReader reader, byte[] buffer) {
    try {
      return reader.body().read(buffer);
    } catch (IOException e) {
      throw StorageException.ofBody(e, "read " + reader.head().address());
    }
  }

  /** Returns whether metadata that agrees with the body has vouched for the delta's bytes. */
  private static boolean isVouchedFor(
      ObjectReader reader, SelfDescription description, Sha256 actual) {
    if (MetadataCodec.decode(reader.head()) instanceof StoredObject.Delta recorded
        && recorded.content().equals(description)) {
      if (!recorded.deltaSha256().equals(actual)) {
        throw new IntegrityException(
            reader.head().address(),
            "delta",
            "SHA-256 " + recorded.deltaSha256().hex(),
            "SHA-256 " + actual.hex());
      }
      return true;
    }
    return false;
  }

  private static InputStream decode(
      ObjectAddress address,
      SelfDescription description,
      ScratchFile delta,
      ByteSource source,
      long from,
      long to) {
    VcdiffDecoder decoder =
        new VcdiffDecoder(DecoderLimits.DEFAULT.withMaxTargetSize(description.size()));
    if (from == 0 && to == description.size()) {
      return new VerifyingInputStream(
          decoder.decode(delta.stream(), source),
          address,
          description.size(),
          description.content());
    }
    return decoder.decode(delta.stream(), source, from, to);
  }
}
