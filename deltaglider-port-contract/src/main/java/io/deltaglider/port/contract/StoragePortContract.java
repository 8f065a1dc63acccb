package io.deltaglider.port.contract;

import io.deltaglider.port.storage.StoragePort;
import io.deltaglider.port.storage.StoreHeaders;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link StoragePort}, run against every adapter. A subclass says how to open a
 * store; what the store lacks, it says itself by {@link StoragePort#capabilities}.
 *
 * <p>No test assumes a fast store or a clock: times are compared to the store's own answers.
 */
public abstract class StoragePortContract {
  /** Creates the suite for one adapter. */
  protected StoragePortContract() {}

  /** Returns a store without any bucket; each test closes the one that it opened. */
  protected abstract StoragePort openEmptyStorage() throws Exception;

  /** Returns the size in bytes of the objects that stand for large ones. */
  protected int largeObjectBytes() {
    return 5 * 1024 * 1024 + 1;
  }

  /** Returns how many objects stand for many; more than {@code ListQuery.MAX_PAGE_SIZE}. */
  protected int manyObjects() {
    return 1100;
  }

  /** Returns headers that a store with {@code STORE_HEADERS} takes and reports as they are. */
  protected StoreHeaders harmlessStoreHeaders() {
    return new StoreHeaders(Map.of("x-amz-website-redirect-location", "/elsewhere"));
  }

  /** Returns whether buckets may have underscores in their names, which S3 itself does not take. */
  protected boolean takesUnderscoresInBucketNames() {
    return true;
  }

  /** Returns how many steps each of many threads makes; the slower a call, the fewer. */
  protected int concurrentSteps() {
    return 20;
  }

  /** Returns how often races are repeated; the faster the store, the more it takes. */
  protected int raceRounds() {
    return 20;
  }

  /** Buckets are created, listed and deleted. */
  @Nested
  final class Buckets extends BucketContract {
    Buckets() {
      super(StoragePortContract.this);
    }
  }

  /** Every call on a bucket that is not there says so. */
  @Nested
  final class MissingBuckets extends MissingBucketContract {
    MissingBuckets() {
      super(StoragePortContract.this);
    }
  }

  /** Objects are put whole or not at all. */
  @Nested
  final class Puts extends PutContract {
    Puts() {
      super(StoragePortContract.this);
    }
  }

  /** What an object carries beside its bytes comes back. */
  @Nested
  final class Attributes extends AttributesContract {
    Attributes() {
      super(StoragePortContract.this);
    }
  }

  /** Objects are read whole and by range. */
  @Nested
  final class Reads extends ReadContract {
    Reads() {
      super(StoragePortContract.this);
    }
  }

  /** Listings are complete, in order and without repeats. */
  @Nested
  final class Listings extends ListContract {
    Listings() {
      super(StoragePortContract.this);
    }
  }

  /** Pages of listings fit together. */
  @Nested
  final class Pages extends PageContract {
    Pages() {
      super(StoragePortContract.this);
    }
  }

  /** Objects are deleted, alone and together. */
  @Nested
  final class Deletes extends DeleteContract {
    Deletes() {
      super(StoragePortContract.this);
    }
  }

  /** Conditions are decided atomically with the write or delete. */
  @Nested
  final class Conditions extends ConditionContract {
    Conditions() {
      super(StoragePortContract.this);
    }
  }

  /** Objects are copied inside the store. */
  @Nested
  final class Copies extends CopyContract {
    Copies() {
      super(StoragePortContract.this);
    }
  }

  /** Copies are pinned, and conditions on their target decided. */
  @Nested
  final class ConditionalCopies extends ConditionalCopyContract {
    ConditionalCopies() {
      super(StoragePortContract.this);
    }
  }

  /** Keys are opaque. */
  @Nested
  final class Keys extends KeyContract {
    Keys() {
      super(StoragePortContract.this);
    }
  }

  /** Overwritten and deleted objects stay. */
  @Nested
  final class Versions extends VersionContract {
    Versions() {
      super(StoragePortContract.this);
    }
  }

  /** Tags and lifecycle rules. */
  @Nested
  final class TagsAndLifecycle extends TagAndLifecycleContract {
    TagsAndLifecycle() {
      super(StoragePortContract.this);
    }
  }

  /** Many threads use one store. */
  @Nested
  final class Concurrency extends ConcurrencyContract {
    Concurrency() {
      super(StoragePortContract.this);
    }
  }
}
