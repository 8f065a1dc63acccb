package io.deltaglider.integration;

import static io.deltaglider.integration.Stage.BUCKET;
import static io.deltaglider.integration.Stage.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.deltaglider.core.DeltaGlider;
import io.deltaglider.core.copy.CopyObjectRequest;
import io.deltaglider.core.get.GetRequest;
import io.deltaglider.core.get.ObjectContent;
import io.deltaglider.core.list.ListDetail;
import io.deltaglider.core.list.ListEntry;
import io.deltaglider.core.list.ListRequest;
import io.deltaglider.core.multipart.CompleteUploadRequest;
import io.deltaglider.core.multipart.CreateUploadRequest;
import io.deltaglider.core.multipart.PartRef;
import io.deltaglider.core.multipart.PartRequest;
import io.deltaglider.core.multipart.UploadedPart;
import io.deltaglider.core.put.PutRequest;
import io.deltaglider.port.storage.ByteRange;
import io.deltaglider.port.storage.ObjectAddress;
import io.deltaglider.port.storage.WriteCondition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** One operation on objects below a prefix of its own, with what must be true whatever fails. */
enum FaultScenario {
  PUT_FIRST {
    @Override
    void prepare(DeltaGlider process, String prefix) {}

    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      put(process, prefix + "v1.0/app.zip", Stage.release(1, 0));
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + "v1.0/app.zip", NOTHING, Stage.release(1, 0), done);
    }
  },
  PUT_LATER {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      put(process, prefix + NEW, Stage.release(1, 2));
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + NEW, NOTHING, Stage.release(1, 2), done);
      assertOldOrNew(process, prefix + DELTA, NOTHING, Stage.release(1, 1), true);
    }
  },
  OVERWRITE {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      put(process, prefix + DELTA, Stage.release(1, 2));
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + DELTA, Stage.release(1, 1), Stage.release(1, 2), done);
    }
  },
  PUT_LARGE_PASSTHROUGH {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      put(process, prefix + "film.mkv", Stage.random(LARGE, 5));
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + "film.mkv", NOTHING, Stage.random(LARGE, 5), done);
    }
  },
  UPLOAD_IN_PARTS {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      ObjectAddress address = at(prefix + NEW);
      byte[] content = Stage.release(1, 2);
      String id = process.createUpload(CreateUploadRequest.of(address));
      int half = content.length / 2;
      List<PartRef> parts =
          List.of(
              part(process, PartRequest.of(address, id, 1), Arrays.copyOf(content, half)),
              part(
                  process,
                  PartRequest.of(address, id, 2),
                  Arrays.copyOfRange(content, half, content.length)));
      process.completeUpload(CompleteUploadRequest.of(address, id, parts));
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + NEW, NOTHING, Stage.release(1, 2), done);
    }
  },
  GET_DELTA {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      assertThat(read(process, GetRequest.of(at(prefix + DELTA)))).isEqualTo(Stage.release(1, 1));
    }
  },
  GET_PART_OF_DELTA {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      assertThat(
              read(
                  process, GetRequest.of(at(prefix + DELTA)).withRange(ByteRange.of(1000, 50_000))))
          .isEqualTo(Arrays.copyOfRange(Stage.release(1, 1), 1000, 50_001));
    }
  },
  GET_PASSTHROUGH {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      assertThat(read(process, GetRequest.of(at(prefix + TEXT)))).isEqualTo(TEXT_BYTES);
    }
  },
  GET_PART_OF_PASSTHROUGH {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      assertThat(read(process, GetRequest.of(at(prefix + TEXT)).withRange(ByteRange.from(40_000))))
          .isEqualTo(Arrays.copyOfRange(TEXT_BYTES, 40_000, TEXT_BYTES.length));
    }
  },
  HEAD {
    @Override
    void act(DeltaGlider process, String prefix) {
      assertThat(process.head(at(prefix + DELTA)).size()).isEqualTo(Stage.SIZE);
    }
  },
  LIST {
    @Override
    void act(DeltaGlider process, String prefix) {
      List<ListEntry> entries =
          process.list(ListRequest.of(BUCKET, prefix).withDetail(ListDetail.METADATA)).entries();
      assertThat(entries)
          .extracting(ListEntry::key)
          .containsExactly(prefix + TEXT, prefix + OLD, prefix + DELTA);
      assertThat(entries).last().extracting(ListEntry::size).isEqualTo((long) Stage.SIZE);
    }
  },
  COPY_DELTA {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      process.copy(CopyObjectRequest.of(at(prefix + DELTA), at(prefix + NEW)));
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + NEW, NOTHING, Stage.release(1, 1), done);
    }
  },
  COPY_PASSTHROUGH {
    @Override
    void act(DeltaGlider process, String prefix) throws IOException {
      process.copy(CopyObjectRequest.of(at(prefix + TEXT), at(prefix + NEW)));
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + NEW, NOTHING, TEXT_BYTES, done);
    }
  },
  DELETE {
    @Override
    void act(DeltaGlider process, String prefix) {
      process.delete(at(prefix + DELTA), WriteCondition.always());
    }

    @Override
    void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
      assertOldOrNew(process, prefix + DELTA, Stage.release(1, 1), NOTHING, done);
    }
  };

  /** More than one part of an upload in the stores of these tests. */
  static final int LARGE = 6 << 20;

  private static final byte[] NOTHING = new byte[0];
  private static final String TEXT = "notes.txt";
  private static final byte[] TEXT_BYTES = Stage.random(50_000, 3);
  private static final String OLD = "v1.0/app.zip";
  private static final String DELTA = "v1.1/app.zip";
  private static final String NEW = "v1.2/app.zip";

  /** Puts what the operation needs. */
  void prepare(DeltaGlider process, String prefix) throws IOException {
    put(process, prefix + OLD, Stage.release(1, 0));
    put(process, prefix + DELTA, Stage.release(1, 1));
    put(process, prefix + TEXT, TEXT_BYTES);
  }

  /** Does the operation, and checks what it answers. */
  abstract void act(DeltaGlider process, String prefix) throws IOException;

  /**
   * Checks what is stored afterwards, from a process to which nothing happened.
   *
   * @param done whether the operation succeeded
   */
  void checkAfter(DeltaGlider process, String prefix, boolean done) throws IOException {
    assertOldOrNew(process, prefix + DELTA, NOTHING, Stage.release(1, 1), true);
  }

  /** The object is what it was or what it should become; empty content stands for no object. */
  private static void assertOldOrNew(
      DeltaGlider process, String key, byte[] before, byte[] after, boolean done)
      throws IOException {
    boolean exists =
        process.list(ListRequest.of(BUCKET, key)).entries().stream()
            .anyMatch(entry -> entry.key().equals(key));
    byte[] content = exists ? read(process, GetRequest.of(at(key))) : NOTHING;
    boolean isNew = Arrays.equals(content, after);
    boolean isOld = !done && Arrays.equals(content, before);
    assertThat(isNew || isOld).as("%s: %d bytes, done: %s", key, content.length, done).isTrue();
  }

  private static void put(DeltaGlider process, String key, byte[] content) throws IOException {
    process.put(PutRequest.of(at(key)), new ByteArrayInputStream(content));
  }

  private static PartRef part(DeltaGlider process, PartRequest request, byte[] content)
      throws IOException {
    UploadedPart part = process.uploadPart(request, new ByteArrayInputStream(content));
    return new PartRef(part.number(), part.etag());
  }

  private static byte[] read(DeltaGlider process, GetRequest request) throws IOException {
    try (ObjectContent content = process.get(request)) {
      return content.body().readAllBytes();
    }
  }
}
