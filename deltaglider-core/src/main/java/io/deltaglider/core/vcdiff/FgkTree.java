package io.deltaglider.core.vcdiff;

import java.util.Arrays;

/**
 * The adaptive Huffman tree of Faller, Gallager and Knuth over 256 symbols, with the tie-breaking
 * of xdelta3, on which the codes depend. After D. E. Knuth, "Dynamic Huffman Coding", Journal of
 * Algorithms 6 (1985). Not thread-safe.
 *
 * <p>Nodes are indexes; 0 to 255 are the symbols' leaves, the others inner nodes in the order of
 * their making. All nodes in the tree form one list in ascending order of weight, from {@link
 * #previous} to {@link #next}. A run of nodes of equal weight is a block, known by its last node,
 * the leader. The symbols not seen yet are a list of their own, in ascending order; its head stands
 * in the tree for all of them and has weight 0.
 */
final class FgkTree {
  private static final int SYMBOLS = 256;
  private static final int NODES = 2 * SYMBOLS - 1;
  private static final int NONE = -1;

  private final long[] weight = new long[NODES];
  private final int[] parent = filled(NODES);
  private final int[] left = filled(NODES);
  private final int[] right = filled(NODES);
  private final int[] previous = filled(NODES);
  private final int[] next = filled(NODES);
  private final int[] block = filled(NODES);

  private final int[] leader = new int[2 * NODES];
  private final int[] freeBlocks = new int[2 * NODES];
  private int freeBlockCount = 2 * NODES;

  /** The symbols not seen yet, linked both ways; the head's predecessor is {@link #NONE}. */
  private final int[] nextUnseen = filled(SYMBOLS);

  private final int[] previousUnseen = filled(SYMBOLS);
  private int unseen;
  private int unseenCount = SYMBOLS;

  private int root;
  private int nextInner = SYMBOLS;

  FgkTree() {
    for (int symbol = 0; symbol < SYMBOLS; symbol++) {
      previousUnseen[symbol] = symbol - 1;
      nextUnseen[symbol] = symbol == SYMBOLS - 1 ? NONE : symbol + 1;
    }
    for (int i = 0; i < freeBlocks.length; i++) {
      freeBlocks[i] = freeBlocks.length - 1 - i;
    }
  }

  private static int[] filled(int size) {
    int[] links = new int[size];
    Arrays.fill(links, NONE);
    return links;
  }

  /**
   * Reads one symbol and adapts the tree to it.
   *
   * @throws MalformedDeltaException if the bits end or mean no symbol
   */
  int decode(BitReader bits) {
    int node = root;
    while (left[node] != NONE) {
      node = bits.readBit() == 0 ? left[node] : right[node];
    }
    if (weight[node] == 0) {
      node = readUnseen(bits);
    }
    update(node);
    return node;
  }

  /** An unseen symbol is its place among them, in just as many bits as their number needs. */
  private int readUnseen(BitReader bits) {
    int place = bits.readBits(Integer.SIZE - Integer.numberOfLeadingZeros(unseenCount - 1));
    if (place >= unseenCount) {
      throw bits.malformed("an FGK code for no symbol");
    }
    int symbol = unseen;
    for (int i = 0; i < place; i++) {
      symbol = nextUnseen[symbol];
    }
    return symbol;
  }

  /** Adapts the tree to a symbol, from 0 to 255. */
  void update(int symbol) {
    if (weight[symbol] == 0) {
      insert(symbol);
    }
    int node = symbol;
    while (node != root) {
      swapWithLeader(node);
      promote(node);
      weight[node]++;
      node = parent[node];
    }
    weight[root]++;
  }

  /** Gives a symbol that is seen for the first time its own leaf, of weight 0 as yet. */
  private void insert(int symbol) {
    if (unseenCount == 1) {
      // The leaf that stood for all unseen symbols is this one's from now on.
      block[symbol] = blockBelow(symbol);
      unseen = NONE;
      unseenCount = 0;
      return;
    }
    int shared = unseen;
    int inner = nextInner++;
    parent[inner] = parent[shared];
    next[inner] = next[shared];
    previous[inner] = symbol;
    if (shared == root) {
      root = inner;
      block[symbol] = newBlock(symbol);
      block[inner] = newBlock(inner);
    } else {
      previous[next[inner]] = inner;
      replaceChild(parent[shared], shared, inner);
      block[inner] = blockBelow(inner);
      block[symbol] = block[inner];
    }
    removeUnseen(symbol);
    left[inner] = unseen;
    right[inner] = symbol;
    next[symbol] = inner;
    previous[symbol] = unseen;
    parent[symbol] = inner;
    parent[unseen] = inner;
    next[unseen] = symbol;
  }

  /** Returns the block of a node that is about to get weight 1. */
  private int blockBelow(int node) {
    int following = next[node];
    return weight[following] == 1 ? block[following] : newBlock(node);
  }

  private void removeUnseen(int symbol) {
    int before = previousUnseen[symbol];
    int after = nextUnseen[symbol];
    if (before == NONE) {
      unseen = after;
    } else {
      nextUnseen[before] = after;
    }
    if (after != NONE) {
      previousUnseen[after] = before;
    }
    unseenCount--;
  }

  /** Exchanges a node with the last one of its weight, unless that is its parent. */
  private void swapWithLeader(int node) {
    if (weight[node] == 0) {
      return;
    }
    int last = leader[block[node]];
    if (node == last || parent[node] == last) {
      return;
    }
    swapInList(node, last);
    int nodeParent = parent[node];
    int lastParent = parent[last];
    boolean nodeIsRight = right[nodeParent] == node;
    boolean lastIsRight = right[lastParent] == last;
    setChild(nodeParent, nodeIsRight, last);
    setChild(lastParent, lastIsRight, node);
    parent[node] = lastParent;
    parent[last] = nodeParent;
    leader[block[node]] = node;
  }

  /** Exchanges two nodes of the list, of which {@code node} comes first. */
  private void swapInList(int node, int last) {
    previous[next[last]] = node;
    if (previous[node] != NONE) {
      next[previous[node]] = last;
    }
    int afterNode = next[node];
    next[node] = next[last];
    int beforeLast = previous[last];
    previous[last] = previous[node];
    if (afterNode == last) {
      next[last] = node;
      previous[node] = last;
    } else {
      previous[afterNode] = last;
      next[last] = afterNode;
      next[beforeLast] = node;
      previous[node] = beforeLast;
    }
  }

  /** Moves the leader of a block into the block of the next weight, which it is about to get. */
  private void promote(int node) {
    if (weight[node] == 0) {
      return;
    }
    int before = previous[node];
    int after = next[node];
    boolean joins = weight[node] == weight[after] - 1 && after != root;
    if (before == right[node] && left[node] != NONE && weight[left[node]] == 0) {
      // The parent of the unseen symbols: its other child was counted just before it.
      if (joins) {
        freeBlock(block[node]);
        block[node] = block[after];
        block[before] = block[after];
      }
      return;
    }
    if (before == unseen) {
      return;
    }
    if (block[before] == block[node]) {
      leader[block[node]] = before;
    } else {
      freeBlock(block[node]);
    }
    block[node] = joins ? block[after] : newBlock(node);
  }

  private void replaceChild(int of, int child, int replacement) {
    setChild(of, right[of] == child, replacement);
  }

  private void setChild(int of, boolean isRight, int child) {
    if (isRight) {
      right[of] = child;
    } else {
      left[of] = child;
    }
  }

  private int newBlock(int first) {
    int fresh = freeBlocks[--freeBlockCount];
    leader[fresh] = first;
    return fresh;
  }

  private void freeBlock(int unused) {
    freeBlocks[freeBlockCount++] = unused;
  }
}
