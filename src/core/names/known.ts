import type { EntityKind, MentionForm, NameSpan } from '../model.ts';
import { isEnglish } from './english.ts';
import type { Gazetteer } from './gazetteer.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import { Memo } from './memo.ts';
import { type Change, type Codec, listCodec, numberCodec, type Saved, Shelf } from './shelf.ts';
import { Gap, Shape, Tokens } from './tokens.ts';

interface Known {
  readonly text: string;
  readonly shapes: Uint8Array;
  readonly hash: number;
  /** How many articles use it as which kind. */
  readonly uses: Map<EntityKind, number>;
}

const knownCodec: Codec<Known> = {
  encode: ({ text, shapes, hash, uses }) => JSON.stringify([text, [...shapes], hash, [...uses]]),
  decode: (json) => {
    const [text, shapes, hash, uses] = JSON.parse(json) as [string, number[], number, [EntityKind, number][]];
    return { text, shapes: Uint8Array.from(shapes), hash, uses: new Map(uses) };
  },
};

/** Names that a library uses, counted, so that adding and removing articles leaves what a new start would find. */
export class KnownNames {
  readonly #gazetteer: Gazetteer | undefined;
  /** Texts of the names of a hash, in code-unit order, so that the order of reading does not show. */
  readonly #names: Shelf<string[]>;
  readonly #byText: Shelf<Known>;
  /** Most words of a name by its first word; may be too high after removals, which costs time and changes nothing. */
  readonly #longest: Shelf<number>;

  constructor(gazetteer: Gazetteer | undefined, saved: Saved | undefined) {
    this.#gazetteer = gazetteer;
    this.#names = new Shelf('names', listCodec, saved);
    this.#byText = new Shelf('name', knownCodec, saved);
    this.#longest = new Shelf('longest', numberCodec, saved);
  }

  get shelves(): readonly { readonly size: number; changes(): Iterable<Change>; settled(): void }[] {
    return [this.#names, this.#byText, this.#longest];
  }

  /** Counts one article more (1) or less (-1) that uses the name as that kind. */
  count(name: string, kind: EntityKind, by: 1 | -1): void {
    let known = this.#byText.editKnown(name);
    if (!known) {
      if (by < 0) return;
      const { shapes, hash, first } = builds.get(name, build);
      if (shapes.length === 0) return;
      known = { text: name, shapes, hash, uses: new Map() };
      const longest = this.#longest.get(String(first)) ?? 0;
      if (shapes.length > longest) this.#longest.set(String(first), shapes.length);
      const others = this.#names.edit(String(hash), () => []);
      others.push(name);
      others.sort();
      this.#byText.set(name, known);
    }
    const left = (known.uses.get(kind) ?? 0) + by;
    if (left > 0) known.uses.set(kind, left);
    else known.uses.delete(kind);
    if (known.uses.size > 0) return;
    this.#byText.delete(name);
    const names = this.#names.edit(String(known.hash), () => []);
    const at = names.indexOf(name);
    if (at >= 0) names.splice(at, 1);
    if (names.length === 0) this.#names.delete(String(known.hash));
  }

  /** Longest known names in the text, left to right, without overlaps; a capital is asked for where the name has one. */
  find(text: string): NameSpan[] {
    const tokens = new Tokens(text);
    const out: NameSpan[] = [];
    for (let i = 0; i < tokens.count; ) {
      const found = this.#at(tokens, i);
      if (!found) {
        i++;
        continue;
      }
      out.push({ start: tokens.start[i] ?? 0, end: tokens.end[found.to - 1] ?? 0, kind: found.kind, form: found.form, confidence: 0.9 });
      i = found.to;
    }
    return out;
  }

  #at(tokens: Tokens, i: number): { to: number; kind: EntityKind; form: MentionForm } | undefined {
    if (tokens.shapeOf(i) === Shape.lower || tokens.shapeOf(i) === Shape.digits) return undefined;
    const most = this.#longest.get(String(tokens.hash[i] ?? 0));
    if (most === undefined) return undefined;
    let key = EMPTY_KEY;
    let best: { to: number; kind: EntityKind; form: MentionForm } | undefined;
    for (let k = i; k < tokens.count && k - i < most; k++) {
      if (k > i && (tokens.gapOf(k) & ~(Gap.space | Gap.hyphen | Gap.newline | Gap.stop | Gap.ampersand)) !== 0) break;
      key = addWord(key, tokens.text, tokens.start[k] ?? 0, tokens.end[k] ?? 0);
      for (const name of this.#names.get(String(key)) ?? []) {
        const known = this.#byText.get(name);
        if (!known || known.shapes.length !== k + 1 - i || !sameCase(known.shapes, tokens, i, k + 1)) continue;
        // At the start of a sentence "Cook" may be the verb.
        if (k === i && tokens.initial[i] === 1 && isEnglish(tokens, i, this.#gazetteer)) continue;
        const [top] = [...known.uses].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
        if (top) best = { to: k + 1, kind: top[0], form: 'name' };
        break;
      }
    }
    return best;
  }
}

/** Words in capitals must be so in both; others need the capital that the name has. */
function sameCase(shapes: Uint8Array, tokens: Tokens, from: number, to: number): boolean {
  for (let k = from; k < to; k++) {
    const shape = tokens.shapeOf(k);
    const wanted = shapes[k - from] ?? Shape.lower;
    if (wanted === Shape.upper && shape !== Shape.upper) return false;
    if (wanted === Shape.capitalised && shape !== Shape.capitalised && shape !== Shape.upper && shape !== Shape.mixed) return false;
    if (wanted === Shape.capitalised && shape === Shape.upper && to - from === 1) return false;
  }
  return true;
}

/** What names are made of, which many registers of one text each ask again. */
const builds = new Memo<Build>(20_000);

interface Build {
  readonly shapes: Uint8Array;
  readonly hash: number;
  /** Hash of the first word. */
  readonly first: number;
}

function build(name: string): Build {
  const tokens = new Tokens(name);
  return { shapes: tokens.shape.slice(0, tokens.count), hash: hashOf(tokens, 0, tokens.count), first: tokens.hash[0] ?? 0 };
}

function hashOf(tokens: Tokens, from: number, to: number): number {
  let key = EMPTY_KEY;
  for (let k = from; k < to; k++) key = addWord(key, tokens.text, tokens.start[k] ?? 0, tokens.end[k] ?? 0);
  return key;
}
