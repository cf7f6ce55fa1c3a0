package dev.sluice.lab.answer;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;

/** Iterators one after the other; each is asked only when those before it are empty. */
public final class Chain<T> implements Iterator<T> {
  private final ArrayDeque<Iterator<? extends T>> parts = new ArrayDeque<>();

  /** Adds one item at the end. */
  public Chain<T> add(T item) {
    return addAll(List.of(item).iterator());
  }

  /** Adds an iterator at the end. */
  public Chain<T> addAll(Iterator<? extends T> items) {
    parts.add(items);
    return this;
  }

  /** Adds what the function makes of each piece, when it is asked for. */
  public <S> Chain<T> addEach(List<S> pieces, Function<? super S, ? extends T> make) {
    return addAll(pieces.stream().<T>map(make).iterator());
  }

  @Override
  public boolean hasNext() {
    while (!parts.isEmpty() && !parts.getFirst().hasNext()) {
      parts.removeFirst();
    }
    return !parts.isEmpty();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return parts.getFirst().next();
  }
}
