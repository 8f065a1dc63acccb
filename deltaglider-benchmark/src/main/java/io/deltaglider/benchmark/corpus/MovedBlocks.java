package io.deltaglider.benchmark.corpus;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Random bytes, and the same as blocks of 16 to 256 KiB in another order, a few of them with
 * something inserted or overwritten.
 */
record MovedBlocks(int size, String source, String target) implements Corpus {
  private static final long SEED = 4;
  private static final int MIN_BLOCK = 16 << 10;
  private static final int MAX_BLOCK = 256 << 10;
  private static final int MAX_CHANGE = 64;

  /** Of so many blocks one gets an insertion and one an edit. */
  private static final int BLOCKS_PER_CHANGE = 20;

  @Override
  public void make(Path directory) throws IOException {
    Random random = new Random(SEED);
    byte[] bytes = RandomFile.bytes(size, random);
    Files.write(directory.resolve(source), bytes);
    List<byte[]> blocks = blocks(bytes, random);
    Collections.shuffle(blocks, random);
    try (OutputStream output =
        new BufferedOutputStream(Files.newOutputStream(directory.resolve(target)))) {
      for (byte[] block : blocks) {
        write(block, random, output);
      }
    }
  }

  private static List<byte[]> blocks(byte[] bytes, Random random) {
    List<byte[]> blocks = new ArrayList<>();
    for (int start = 0; start < bytes.length; ) {
      int length = MIN_BLOCK + random.nextInt(MAX_BLOCK - MIN_BLOCK + 1);
      int end = Math.min(start + length, bytes.length);
      blocks.add(Arrays.copyOfRange(bytes, start, end));
      start = end;
    }
    return blocks;
  }

  private static void write(byte[] block, Random random, OutputStream output) throws IOException {
    byte[] change = RandomFile.bytes(1 + random.nextInt(MAX_CHANGE), random);
    int position = random.nextInt(block.length);
    int roll = random.nextInt(BLOCKS_PER_CHANGE);
    output.write(block, 0, position);
    int resume = position;
    if (roll <= 1) {
      output.write(change);
    }
    if (roll == 1) {
      resume = Math.min(position + change.length, block.length);
    }
    output.write(block, resume, block.length - resume);
  }
}
