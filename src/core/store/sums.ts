/** Room that is larger is given back after a search. */
const MOST_ROOM = 1 << 16;

function plus(a: number, b: number): number {
  return a + b;
}

/** Places, ascending, each with its score. The room is used again from one search to the next: a search looks at some ten thousand places. */
export class Sums {
  places = new Float64Array(1024);
  scores = new Float64Array(1024);
  length = 0;
  #otherPlaces = new Float64Array(1024);
  #otherScores = new Float64Array(1024);

  /** Forgets all places. */
  clear(): void {
    this.length = 0;
    if (this.places.length <= MOST_ROOM) return;
    this.places = new Float64Array(1024);
    this.scores = new Float64Array(1024);
    this.#otherPlaces = new Float64Array(1024);
    this.#otherScores = new Float64Array(1024);
  }

  /** Adds scores to those of the same places: one score for all, or one for each. Places that are new are taken in, unless `only`. */
  add(places: ArrayLike<number>, scores: number | ArrayLike<number>, length: number, only: boolean): void {
    this.#merge(places, scores, length, plus, only);
  }

  /** Of places that are there already the greater score counts. */
  raise(places: ArrayLike<number>, score: number): void {
    this.#merge(places, score, places.length, Math.max, false);
  }

  /** One pass over both. */
  #merge(
    places: ArrayLike<number>,
    scores: number | ArrayLike<number>,
    length: number,
    join: (a: number, b: number) => number,
    only: boolean,
  ): void {
    this.#widen(only ? this.length : this.length + length);
    const [own, ownScores, out, outScores] = [this.places, this.scores, this.#otherPlaces, this.#otherScores];
    let count = 0;
    let i = 0;
    let j = 0;
    while (i < this.length || (j < length && !only)) {
      const a = i < this.length ? (own[i] ?? 0) : Number.POSITIVE_INFINITY;
      while (only && j < length && (places[j] ?? 0) < a) j++;
      const b = j < length ? (places[j] ?? 0) : Number.POSITIVE_INFINITY;
      const score = typeof scores === 'number' ? scores : (scores[j] ?? 0);
      out[count] = a < b ? a : b;
      outScores[count++] = a < b ? (ownScores[i] ?? 0) : b < a ? score : join(ownScores[i] ?? 0, score);
      if (a <= b) i++;
      if (b <= a) j++;
    }
    this.length = count;
    [this.places, this.scores, this.#otherPlaces, this.#otherScores] = [out, outScores, own, ownScores];
  }

  /** Room for so many places in what is written next. */
  #widen(length: number): void {
    if (this.#otherPlaces.length >= length) return;
    const room = Math.max(length, 2 * this.#otherPlaces.length);
    this.#otherPlaces = new Float64Array(room);
    this.#otherScores = new Float64Array(room);
  }

  /** The score at a rank (from 1) among all; the least when there are fewer. Expected linear: Hoare's selection (1961). */
  atRank(rank: number): number {
    const { length } = this;
    this.#widen(length);
    const values = this.#otherScores;
    values.set(this.scores.subarray(0, length));
    const wanted = Math.max(0, length - Math.max(rank, 1));
    let low = 0;
    let high = length - 1;
    while (low < high) {
      const pivot = values[(low + high) >> 1] ?? 0;
      let i = low;
      let j = high;
      while (i <= j) {
        while ((values[i] ?? 0) < pivot) i++;
        while ((values[j] ?? 0) > pivot) j--;
        if (i > j) break;
        const held = values[i] ?? 0;
        values[i++] = values[j] ?? 0;
        values[j--] = held;
      }
      if (wanted <= j) high = j;
      else if (wanted >= i) low = i;
      else break;
    }
    return length === 0 ? 0 : (values[wanted] ?? 0);
  }
}
