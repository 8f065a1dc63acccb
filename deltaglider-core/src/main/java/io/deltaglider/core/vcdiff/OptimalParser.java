package io.deltaglider.core.vcdiff;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Chooses the copies of a window again, by what each way to write it would cost: a forward search
 * for the cheapest path, as the optimal parsers of LZMA and zstd do. A position is a node; from it
 * lead a literal byte and every match found there, each at an estimated {@link CopyPrices price}.
 * What is cheap depends on the copies before, so that each node knows those of its cheapest path.
 *
 * <p>Matches are those on diagonals used a moment ago or found by the {@link MatchFinder}, those in
 * the {@link SourceIndex}, and short ones in the last MiB of the window. Not thread-safe.
 */
final class OptimalParser {
  /** How many positions are searched before the cheapest path so far is kept. */
  private static final int MAX_NODES = 1 << 12;

  /** Longer gaps between the copies given are left alone. */
  private static final int MAX_GAP = 1 << 16;

  /** The shortest copy on a diagonal used a moment ago. */
  private static final int MIN_REPEATED = 4;

  /** The shortest other copy. */
  private static final int MIN_LENGTH = 6;

  private static final int UNREACHED = Integer.MAX_VALUE;

  private final SourceMatcher source;
  private final LazyIndex index;
  private final BooleanSupplier stop;
  private final int niceLength;
  private final WindowChains chains;
  private final CopyPrices prices;
  private Optional<SourceIndex> known = Optional.empty();
  private final Copies chosen = new Copies();

  // The nodes. A node is reached by a copy of lengths[node] from origins[node], or a literal byte.
  private final int[] costs;
  private final int[] lengths;
  private final long[] origins;
  private final int[] path;
  private int reached;

  // The longest match at the node at hand.
  private int longest;
  private long longestOrigin;

  private byte[] target = new byte[0];
  private int windowStart;
  private int windowEnd;
  private int firstPosition;
  private Copies given = new Copies();
  private int nextGiven;

  /**
   * @param index asked only where nothing else is long enough
   */
  OptimalParser(SourceMatcher source, LazyIndex index, Effort.Parse effort, BooleanSupplier stop) {
    this.source = source;
    this.index = index;
    this.stop = stop;
    this.niceLength = effort.niceLength();
    this.chains = new WindowChains(effort.depth());
    int nodes = MAX_NODES + niceLength + 1;
    this.prices = new CopyPrices(source.size(), nodes);
    this.costs = new int[nodes];
    this.lengths = new int[nodes];
    this.origins = new long[nodes];
    this.path = new int[nodes];
  }

  /**
   * Returns other copies of a window than those given; valid until the next call. Empty if told to
   * stop.
   */
  Optional<Copies> parse(byte[] target, int start, int end, Copies given) throws IOException {
    this.target = target;
    this.windowStart = start;
    this.windowEnd = end;
    this.given = given;
    nextGiven = 0;
    chosen.clear(start);
    chains.reset(target, start);
    prices.reset(start);
    int position = start;
    while (position < end) {
      if (stop.getAsBoolean()) {
        return Optional.empty();
      }
      int gapEnd = skipGap(position);
      if (gapEnd > position) {
        prices.addLiteral(0);
        position = gapEnd;
      } else {
        position = searchFrom(position);
      }
    }
    return Optional.of(chosen);
  }

  /** Returns the end of a gap that is not worth searching, else {@code position}. */
  private int skipGap(int position) {
    advance(position);
    int end = nextGiven == given.count() ? windowEnd : given.start(nextGiven);
    boolean skip = end - position > MAX_GAP || Bytes.lookRandom(target, position, end);
    return end > position && skip ? end : position;
  }

  /** Lets {@link #nextGiven} be the first copy given that ends behind a position. */
  private void advance(int position) {
    while (nextGiven < given.count() && given.end(nextGiven) <= position) {
      nextGiven++;
    }
  }

  /** Finds the cheapest path from a position on, keeps it, and returns where it ends. */
  private int searchFrom(int position) throws IOException {
    firstPosition = position;
    reached = 0;
    costs[0] = 0;
    int last = Math.min(MAX_NODES, windowEnd - position);
    int node = 0;
    while (node < last) {
      if (node > 0) {
        arrive(node);
      }
      longest = 0;
      addMatches(node);
      if (longest >= niceLength) {
        break;
      }
      addLiteral(node);
      node++;
    }
    int end = position + node;
    if (node == last) {
      arrive(node);
    }
    keep(node);
    if (node < last) {
      prices.addCopy(0, longestOrigin, end);
      chosen.addOrExtend(end, longest, longestOrigin);
      end += longest;
    }
    return end;
  }

  private void arrive(int node) {
    int copied = lengths[node];
    if (copied == 0) {
      prices.follow(node, node - 1);
      prices.addLiteral(node);
    } else {
      prices.follow(node, node - copied);
      prices.addCopy(node, origins[node], firstPosition + node - copied);
    }
  }

  private void addLiteral(int node) {
    reach(node + 1, costs[node] + prices.literal(node), 0, 0);
  }

  private void addMatches(int node) throws IOException {
    int position = firstPosition + node;
    for (int i = 0; i < CopyPrices.RECENT; i++) {
      addMatch(node, prices.recentOrigin(node, i, position), MIN_REPEATED);
    }
    if (longest < niceLength && position <= windowEnd - Long.BYTES) {
      for (int each = chains.first(position); each >= 0; each = chains.next(each)) {
        addMatch(node, ~(long) each, MIN_LENGTH);
      }
    }
    advance(position);
    for (int i = nextGiven; i < Math.min(nextGiven + 2, given.count()); i++) {
      addMatch(node, originAt(i, position), MIN_LENGTH);
    }
    if (longest < niceLength && position <= windowEnd - SourceIndex.SPAN) {
      addIndexed(node, SourceIndex.hash(target, position));
    }
  }

  /** Returns what a position would be copied from if a copy given went on as far. */
  private long originAt(int i, int position) {
    long origin = given.origin(i);
    int forward = position - given.start(i);
    if (origin >= 0) {
      return Math.max(0, origin + forward);
    }
    return ~Math.max(windowStart, ~origin + forward);
  }

  private void addIndexed(int node, long hash) throws IOException {
    if (known.isEmpty()) {
      known = index.get();
    }
    if (known.isPresent()) {
      addCandidate(node, known.get().first(hash));
      addCandidate(node, known.get().second(hash));
    }
  }

  private void addCandidate(int node, long candidate) throws IOException {
    if (candidate >= 0 && source.agreesByChance(candidate, target, firstPosition + node)) {
      addMatch(node, candidate, MIN_LENGTH);
    }
  }

  /** Adds the copies of all lengths that a match offers, or only the longest of a long one. */
  private void addMatch(int node, long origin, int minLength) throws IOException {
    int position = firstPosition + node;
    int matched;
    if (origin >= 0) {
      matched = origin < source.size() ? source.forward(origin, target, position, windowEnd) : 0;
    } else if (~origin >= windowStart && ~origin < position) {
      matched = Bytes.matchForward(target, (int) ~origin, target, position, windowEnd - position);
    } else {
      matched = 0;
    }
    int offered = longest;
    if (matched > longest) {
      longest = matched;
      longestOrigin = origin;
    }
    if (matched < minLength || matched >= niceLength || matched <= offered) {
      return;
    }
    int base = costs[node] + prices.copy(node, origin, position);
    for (int size = Math.max(minLength, offered + 1); size <= matched; size++) {
      reach(node + size, base + CopyPrices.size(size), size, origin);
    }
  }

  private void reach(int node, int cost, int copied, long origin) {
    while (reached < node) {
      costs[++reached] = UNREACHED;
    }
    if (cost < costs[node]) {
      costs[node] = cost;
      lengths[node] = copied;
      origins[node] = origin;
    }
  }

  /** Keeps the cheapest path to a node, whose knowledge becomes that of the first node. */
  private void keep(int lastNode) {
    int steps = 0;
    for (int node = lastNode; node > 0; node -= Math.max(1, lengths[node])) {
      path[steps++] = node;
    }
    while (--steps >= 0) {
      int node = path[steps];
      if (lengths[node] > 0) {
        chosen.addOrExtend(firstPosition + node - lengths[node], lengths[node], origins[node]);
      }
    }
    if (lastNode > 0) {
      prices.follow(0, lastNode);
    }
  }
}
