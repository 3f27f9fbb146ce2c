import type { NameSpan } from '../../model.ts';
import { i32 } from './columns.ts';
import { harmonise } from './document.ts';
import { BEGIN, INSIDE, KINDS, kindOf, LABELS, LAST, OUTSIDE, placeOf, UNIT } from './labels.ts';
import type { Lexicon } from './lexicon.ts';
import { places } from './listed.ts';
import { decodeModel, type Model } from './model.ts';
import type { TaggedName } from './names.ts';
import { Reading } from './reading.ts';
import { tidy } from './rules.ts';
import { Scorer } from './scorer.ts';
import { Tokens, tokenise } from './tokens.ts';
import { isUnfolded, openModel } from './unfolded.ts';
import { Viterbi } from './viterbi.ts';

export interface Tagger {
  /**
   * The names of a text, sorted, without overlaps. Persons, organisations and places have the form `name`;
   * nationalities have the form `demonym` and the kind `place`. Linear in the text's length; never throws.
   */
  tag(text: string): NameSpan[];
}

/**
 * Makes a tagger of a model file's bytes: of an unfolded one at once, otherwise in tens of milliseconds.
 * @throws Error when the bytes are not a model of this version, or damaged.
 */
export function loadTagger(bytes: Uint8Array): Tagger {
  return new SequenceTagger(isUnfolded(bytes) ? openModel(bytes) : decodeModel(bytes));
}

class SequenceTagger implements Tagger {
  readonly #tokens = new Tokens();
  readonly #reading: Reading;
  readonly #scorer: Scorer;
  readonly #viterbi: Viterbi;
  readonly #unit: number;
  readonly #lexicon: Lexicon;
  #scores = new Int32Array(64 * LABELS);
  #labels = new Int32Array(64);

  constructor(model: Model) {
    this.#reading = new Reading(this.#tokens, model.lexicon);
    this.#scorer = new Scorer(model.weights);
    this.#unit = model.unit;
    this.#lexicon = model.lexicon;
    this.#viterbi = new Viterbi(Int32Array.from(model.transitions, (w) => Math.round(w / model.unit)));
  }

  tag(text: string): NameSpan[] {
    const tokens = this.#tokens;
    tokenise(text, tokens);
    this.#reading.read();
    const names: TaggedName[] = [];
    const { islands } = this.#reading;
    for (let k = 0; k < islands.count; k++) this.#island(text, i32(islands.start, k), i32(islands.end, k), names);
    const settled = harmonise(places(tidy(names, this.#reading, this.#lexicon), this.#reading), this.#reading);
    return settled.map((name) => ({
      start: i32(tokens.start, name.from),
      end: i32(tokens.end, name.to - 1),
      kind: KIND_OF[name.kind] ?? 'place',
      form: KINDS[name.kind] === 'demonym' ? 'demonym' : 'name',
      confidence: 1 / (1 + Math.exp(-name.margin)),
    }));
  }

  #island(text: string, start: number, end: number, out: TaggedName[]): void {
    const n = end - start;
    if (n * LABELS > this.#scores.length) {
      this.#scores = new Int32Array(n * LABELS * 2);
      this.#labels = new Int32Array(n * 2);
    }
    for (let t = 0; t < n; t++) this.#scorer.score(text, this.#reading, start + t, this.#scores, t);
    this.#viterbi.decode(this.#scores, n, this.#labels);
    let open = 0;
    for (let t = 0; t < n; t++) {
      const label = i32(this.#labels, t);
      const place = placeOf(label);
      if (label === OUTSIDE) continue;
      if (place === BEGIN || place === UNIT) open = t;
      if (place === INSIDE || place === BEGIN) continue;
      if (place === LAST || place === UNIT)
        out.push({ from: start + open, to: start + t + 1, kind: kindOf(label), margin: this.#margin(open, t + 1) });
    }
  }

  /** The least lead of the chosen kind over the others, over the tokens of a span. */
  #margin(from: number, to: number): number {
    let least = Infinity;
    for (let t = from; t < to; t++) {
      const label = i32(this.#labels, t);
      const kind = kindOf(label);
      let rival = -Infinity;
      for (let y = 0; y < LABELS; y++) if (kindOf(y) !== kind) rival = Math.max(rival, i32(this.#scores, t * LABELS + y));
      least = Math.min(least, i32(this.#scores, t * LABELS + label) - rival);
    }
    return least * this.#unit;
  }
}

const KIND_OF: readonly NameSpan['kind'][] = ['person', 'organisation', 'place', 'place'];
