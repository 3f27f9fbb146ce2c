import type { EntityKind, MentionForm, NameSpan } from '../model.ts';
import { isEnglish } from './english.ts';
import type { Gazetteer } from './gazetteer.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import { Memo } from './memo.ts';
import { Gap, Shape, Tokens } from './tokens.ts';

interface Known {
  readonly text: string;
  readonly shapes: Uint8Array;
  readonly hash: number;
  /** How many articles use it as which kind. */
  readonly uses: Map<EntityKind, number>;
}

/** Names that a library uses, counted, so that adding and removing articles leaves what a new start would find. */
export class KnownNames {
  readonly #gazetteer: Gazetteer | undefined;
  readonly #names = new Map<number, readonly Known[]>();
  readonly #byText = new Map<string, Known>();
  /** Most words of a name by its first word; may be too high after removals, which costs time and changes nothing. */
  readonly #longest = new Map<number, number>();

  constructor(gazetteer: Gazetteer | undefined) {
    this.#gazetteer = gazetteer;
  }

  /** Counts one article more (1) or less (-1) that uses the name as that kind. */
  count(name: string, kind: EntityKind, by: 1 | -1): void {
    let known = this.#byText.get(name);
    if (!known) {
      if (by < 0) return;
      const { shapes, hash, first } = builds.get(name, build);
      if (shapes.length === 0) return;
      known = { text: name, shapes, hash, uses: new Map() };
      this.#longest.set(first, Math.max(this.#longest.get(first) ?? 0, shapes.length));
      this.#byText.set(name, known);
      // In code-unit order, so that the order of reading does not show.
      const others = this.#names.get(known.hash);
      this.#names.set(known.hash, others ? [...others, known].sort((a, b) => (a.text < b.text ? -1 : 1)) : [known]);
    }
    const left = (known.uses.get(kind) ?? 0) + by;
    if (left > 0) known.uses.set(kind, left);
    else known.uses.delete(kind);
    if (known.uses.size > 0) return;
    this.#byText.delete(name);
    const rest = (this.#names.get(known.hash) ?? []).filter((k) => k !== known);
    if (rest.length > 0) this.#names.set(known.hash, rest);
    else this.#names.delete(known.hash);
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
      for (const known of this.#names.get(key) ?? []) {
        if (known.shapes.length !== k + 1 - i || !sameCase(known.shapes, tokens, i, k + 1)) continue;
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
