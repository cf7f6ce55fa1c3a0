package dev.sluice.journal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The segments that a journal keeps, found by position in constant time. The writer's alone. */
final class Segments {

  private @Nullable Segment[] ring = new @Nullable Segment[2];
  private int head;
  private int count;

  Segments(Segment first) {
    ring[0] = first;
    count = 1;
  }

  Segment first() {
    return get(0);
  }

  Segment last() {
    return get(count - 1);
  }

  /** The segment with this place, which must be kept. */
  Segment at(long position) {
    return get((int) ((position - first().base) / Segment.SIZE));
  }

  void add(Segment segment) {
    last().next = segment;
    if (count == ring.length) {
      grow();
    }
    ring[(head + count) & (ring.length - 1)] = segment;
    count++;
  }

  void removeFirst() {
    ring[head] = null;
    head = (head + 1) & (ring.length - 1);
    count--;
  }

  private Segment get(int index) {
    return Objects.requireNonNull(ring[(head + index) & (ring.length - 1)]);
  }

  private void grow() {
    var larger = new @Nullable Segment[2 * ring.length];
    for (var i = 0; i < count; i++) {
      larger[i] = get(i);
    }
    ring = larger;
    head = 0;
  }
}
