package org.multiprocessing.examples.demo;

import java.util.Arrays;

/**
 * All suffixes of a text in sorted order, and how long a prefix each shares with the one before it.
 *
 * <p>Built by doubling the length by which the suffixes are sorted, with a counting sort in each round; the common
 * prefixes are Kasai's.
 */
final class SuffixArray {

    private final int[] suffixes; // sorted
    private final int[] rank; // the inverse
    private final int[] commonPrefix;

    private SuffixArray(int length) {
        suffixes = new int[length];
        rank = new int[length];
        commonPrefix = new int[length];
    }

    static SuffixArray of(int[] text) {
        SuffixArray array = new SuffixArray(text.length);
        array.sort(text);
        array.compare(text);
        return array;
    }

    int length() {
        return suffixes.length;
    }

    /** Where the {@code i}-th suffix in order begins. */
    int suffix(int i) {
        return suffixes[i];
    }

    /** How many symbols the {@code i}-th suffix in order shares with the one before it; 0 for the first. */
    int commonPrefix(int i) {
        return commonPrefix[i];
    }

    private void sort(int[] text) {
        int length = text.length;
        int classes = rankSymbols(text);
        int[] bySecond = new int[length];
        int[] fresh = new int[length];
        int[] first = new int[length + 1];
        for (int i = 0; i < length; i++) {
            bySecond[i] = i;
        }
        sortByRank(bySecond, first);
        for (int width = 1; classes < length; width *= 2) {
            int filled = 0;
            for (int i = length - width; i < length; i++) {
                bySecond[filled++] = i;
            }
            for (int suffix : suffixes) {
                if (suffix >= width) {
                    bySecond[filled++] = suffix - width;
                }
            }
            sortByRank(bySecond, first);
            classes = rerank(width, fresh);
            System.arraycopy(fresh, 0, rank, 0, length);
        }
    }

    /** Ranks single symbols, and says how many there are. */
    private int rankSymbols(int[] text) {
        int[] symbols = Arrays.stream(text).sorted().distinct().toArray();
        for (int i = 0; i < text.length; i++) {
            rank[i] = Arrays.binarySearch(symbols, text[i]);
        }
        return symbols.length;
    }

    /** Sorts by rank, and where that is the same leaves the order of {@code bySecond}. */
    private void sortByRank(int[] bySecond, int[] first) {
        Arrays.fill(first, 0);
        for (int each : rank) {
            first[each + 1]++;
        }
        for (int i = 1; i < first.length; i++) {
            first[i] += first[i - 1];
        }
        for (int suffix : bySecond) {
            suffixes[first[rank[suffix]]++] = suffix;
        }
    }

    /** Ranks the suffixes by twice {@code width} symbols, and says how many different ones there are. */
    private int rerank(int width, int[] fresh) {
        int classes = 0;
        for (int i = 0; i < suffixes.length; i++) {
            if (i > 0 && !sameRanks(suffixes[i - 1], suffixes[i], width)) {
                classes++;
            }
            fresh[suffixes[i]] = classes;
        }
        return classes + 1;
    }

    private boolean sameRanks(int a, int b, int width) {
        return rank[a] == rank[b] && rankOrEnd(a + width) == rankOrEnd(b + width);
    }

    private int rankOrEnd(int position) {
        return position < rank.length ? rank[position] : -1;
    }

    private void compare(int[] text) {
        int common = 0;
        for (int i = 0; i < text.length; i++) {
            if (rank[i] == 0) {
                common = 0;
                continue;
            }
            int other = suffixes[rank[i] - 1];
            while (i + common < text.length
                    && other + common < text.length
                    && text[i + common] == text[other + common]) {
                common++;
            }
            commonPrefix[rank[i]] = common;
            common = Math.max(0, common - 1);
        }
    }
}
