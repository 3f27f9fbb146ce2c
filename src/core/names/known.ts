import type { EntityKind, MentionForm, NameSpan } from '../model.ts';
import { isEnglish } from './english.ts';
import type { Gazetteer } from './gazetteer.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import { Gap, Shape, Tokens } from './tokens.ts';

interface Known {
  readonly text: string;
  readonly words: number;
  /** How many articles use it as which kind. */
  readonly uses: Map<EntityKind, number>;
}

/** Names that a library uses, counted, so that adding and removing articles leaves what a new start would find. */
export class KnownNames {
  readonly #gazetteer: Gazetteer | undefined;
  readonly #names = new Map<number, Known[]>();
  /** Most words of a name by its first word; may be too high after removals, which costs time and changes nothing. */
  readonly #longest = new Map<number, number>();

  constructor(gazetteer: Gazetteer | undefined) {
    this.#gazetteer = gazetteer;
  }

  /** Counts one article more (1) or less (-1) that uses the name as that kind. */
  count(name: string, kind: EntityKind, by: 1 | -1): void {
    const tokens = new Tokens(name);
    if (tokens.count === 0) return;
    const hash = hashOf(tokens, 0, tokens.count);
    const first = tokens.hash[0] ?? 0;
    if (by > 0) this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, tokens.count));
    const bucket = this.#names.get(hash) ?? [];
    let known = bucket.find((k) => k.text === name);
    if (!known) {
      known = { text: name, words: tokens.count, uses: new Map() };
      bucket.push(known);
      this.#names.set(hash, bucket);
    }
    const left = (known.uses.get(kind) ?? 0) + by;
    if (left > 0) known.uses.set(kind, left);
    else known.uses.delete(kind);
    if (known.uses.size > 0) return;
    const rest = bucket.filter((k) => k !== known);
    if (rest.length > 0) this.#names.set(hash, rest);
    else this.#names.delete(hash);
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
    const most = this.#longest.get(tokens.hash[i] ?? 0);
    if (most === undefined || tokens.shapeOf(i) === Shape.lower || tokens.shapeOf(i) === Shape.digits) return undefined;
    let key = EMPTY_KEY;
    let best: { to: number; kind: EntityKind; form: MentionForm } | undefined;
    for (let k = i; k < tokens.count && k - i < most; k++) {
      if (k > i && (tokens.gapOf(k) & ~(Gap.space | Gap.hyphen | Gap.newline | Gap.stop | Gap.ampersand)) !== 0) break;
      key = addWord(key, tokens.text, tokens.start[k] ?? 0, tokens.end[k] ?? 0);
      for (const known of inOrder(this.#names.get(key))) {
        if (known.words !== k + 1 - i || !sameCase(known.text, tokens, i, k + 1)) continue;
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

/** Spellings that fold together, in code-unit order, so that the order of reading does not show. */
function inOrder(bucket: readonly Known[] | undefined): readonly Known[] {
  return bucket && bucket.length > 1 ? [...bucket].sort((a, b) => (a.text < b.text ? -1 : 1)) : (bucket ?? []);
}

/** Words in capitals must be so in both; others need the capital that the name has. */
function sameCase(name: string, tokens: Tokens, from: number, to: number): boolean {
  const own = new Tokens(name);
  for (let k = from; k < to; k++) {
    const shape = tokens.shapeOf(k);
    const wanted = own.shapeOf(k - from);
    if (wanted === Shape.upper && shape !== Shape.upper) return false;
    if (wanted === Shape.capitalised && shape !== Shape.capitalised && shape !== Shape.upper && shape !== Shape.mixed) return false;
    if (wanted === Shape.capitalised && shape === Shape.upper && to - from === 1) return false;
  }
  return true;
}

function hashOf(tokens: Tokens, from: number, to: number): number {
  let key = EMPTY_KEY;
  for (let k = from; k < to; k++) key = addWord(key, tokens.text, tokens.start[k] ?? 0, tokens.end[k] ?? 0);
  return key;
}
