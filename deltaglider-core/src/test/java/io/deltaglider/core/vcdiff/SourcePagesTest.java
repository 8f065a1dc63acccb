package io.deltaglider.core.vcdiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.deltaglider.port.scratch.ByteSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePagesTest {
  private static final int PAGE_SHIFT = 8;
  private static final int PAGE = 1 << PAGE_SHIFT;

  private final byte[] content = randomBytes(10_000);
  private final CountingSource source = new CountingSource(content);

  @ParameterizedTest
  @ValueSource(ints = {1, 2_048, 8_192, 9_999, 10_000, 20_000})
  void returnsTheSourcesBytesWhateverTheBudget(int budget) throws IOException {
    SourcePages pages = new SourcePages(source, budget, PAGE_SHIFT);
    Random random = new Random(budget);
    for (int i = 0; i < 3_000; i++) {
      int position = random.nextInt(content.length);
      assertThat(pages.page(position)[pages.offset(position)]).isEqualTo(content[position]);
      int length = random.nextInt(Math.min(3 * PAGE, content.length - position + 1));
      byte[] target = new byte[length + 7];
      pages.copy(position, target, 5, length);
      assertThat(target).startsWith(0, 0, 0, 0, 0).endsWith(0, 0);
      assertThat(Arrays.equals(target, 5, 5 + length, content, position, position + length))
          .isTrue();
    }
  }

  @Test
  void aSourceWithinTheBudgetIsOneFlatArrayReadOnce() throws IOException {
    SourcePages pages = new SourcePages(source, content.length, PAGE_SHIFT);
    assertThat(source.reads).isZero();
    assertThat(pages.isFlat()).isTrue();
    assertThat(pages.page(9_999)).isEqualTo(content).isSameAs(pages.page(0));
    assertThat(pages.offset(9_999)).isEqualTo(9_999);
    assertThat(pages.limit(17)).isEqualTo(content.length);
    assertThat(source.reads).isOne();
  }

  @Test
  void aPeekHoldsNoPage() throws IOException {
    SourcePages pages = new SourcePages(source, 2_048, PAGE_SHIFT);
    byte[] peeked = new byte[8];
    pages.peek(5_000, peeked);
    assertThat(peeked).isEqualTo(Arrays.copyOfRange(content, 5_000, 5_008));
    assertThat(pages.isHeld(5_000)).isFalse();

    pages.page(5_000);
    pages.page(100);
    assertThat(pages.isHeld(5_000)).isTrue();
    assertThat(pages.isHeld(9_000)).isFalse();
  }

  @Test
  void manySmallReadsOfCachedPagesCostNoFurtherCall() throws IOException {
    SourcePages pages = new SourcePages(source, 8_192, PAGE_SHIFT);
    assertThat(pages.isFlat()).isFalse();
    for (int round = 0; round < 3; round++) {
      for (int position = 0; position + 8 <= 8_192; position += 5) {
        pages.copy(position, new byte[8], 0, 8);
      }
    }
    assertThat(source.reads).isEqualTo(8_192 / PAGE);
  }

  @Test
  void theLeastRecentlyUsedPageOfASetGivesWay() throws IOException {
    SourcePages pages = new SourcePages(source, 8 * PAGE, PAGE_SHIFT);
    for (int page = 0; page < 8; page++) {
      pages.page((long) page * PAGE);
    }
    pages.page(0);
    pages.page(8 * PAGE);
    assertThat(source.reads).isEqualTo(9);
    pages.page(0);
    assertThat(source.reads).isEqualTo(9);
    pages.page(PAGE);
    assertThat(source.reads).isEqualTo(10);
  }

  @Test
  void theLastPageEndsWithTheSource() throws IOException {
    SourcePages pages = new SourcePages(source, 2_048, PAGE_SHIFT);
    assertThat(pages.limit(9_999)).isEqualTo(10_000 % PAGE);
    assertThat(pages.limit(0)).isEqualTo(PAGE);
  }

  @Test
  void refusesPositionsOutsideTheSource() {
    SourcePages pages = new SourcePages(source, 2_048, PAGE_SHIFT);
    assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> pages.page(10_240));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> pages.copy(9_999, new byte[2], 0, 2));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> new SourcePages(ByteSource.of(new byte[0]), 1, 4).page(0));
  }

  @Test
  void aFailedReadLeavesNoHalfPageBehind() throws IOException {
    SourcePages pages = new SourcePages(source, 8 * PAGE, PAGE_SHIFT);
    for (int page = 0; page < 8; page++) {
      pages.page((long) page * PAGE);
    }
    source.failing = true;
    assertThatIOException().isThrownBy(() -> pages.page(20 * PAGE));
    source.failing = false;
    for (int position = 0; position < 8 * PAGE; position += PAGE) {
      assertThat(pages.page(position)[0]).isEqualTo(content[position]);
    }
  }

  @Test
  void refusesABudgetBelowOneSetOfPages() {
    new SourcePages(source, SourcePages.MIN_BUDGET);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new SourcePages(source, SourcePages.MIN_BUDGET - 1));
  }

  private static byte[] randomBytes(int size) {
    byte[] bytes = new byte[size];
    new Random(20).nextBytes(bytes);
    return bytes;
  }

  /** Counts its reads; when failing, fills half of what was asked and then fails. */
  private static final class CountingSource implements ByteSource {
    private final ByteSource bytes;
    int reads;
    boolean failing;

    CountingSource(byte[] bytes) {
      this.bytes = ByteSource.of(bytes);
    }

    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public int read(long position, byte[] buffer, int offset, int length) throws IOException {
      reads++;
      if (failing) {
        Arrays.fill(buffer, offset, offset + length / 2, (byte) 77);
        throw new IOException("medium failed");
      }
      return bytes.read(position, buffer, offset, length);
    }
  }
}
