import type { EntityKind, MentionForm, NameSpan } from '../model.ts';
import type { Span } from '../text/span.ts';
import { isEnglish } from './english.ts';
import { AliasFlag, type Match } from './gazetteer.ts';
import { addWord, EMPTY_KEY, isCyrillic } from './key.ts';
import { Class } from './lexicon.ts';
import type { RecogniseContext } from './recognise.ts';
import { Segmenter } from './segment.ts';
import { romanise } from './spelling.ts';
import { WordBits } from './tagger/word-bits.ts';
import { Gap, Shape, type Tokens } from './tokens.ts';

/** A name as the rules propose it: word indices, half-open. */
export interface Candidate {
  readonly from: number;
  readonly to: number;
  kind: EntityKind;
  readonly form: MentionForm;
  /** 0…1; what the whole article says may outvote anything below `CERTAIN`. */
  score: number;
}

/** From here on a candidate's kind is evidence for other mentions in the article. */
const CERTAIN = 0.8;
/** Longest run of capitalised words that can be a name; beyond it, a heading. */
const LONGEST = 12;

const ARTICLES = new Set(
  'the a an this that these those and or but for of in on at by to from with as if i he she it we they you his her its our their my your who what when where why how'.split(
    ' ',
  ),
);
/** Endings of adjectives and nouns of quality, which begin sentences and are no names by themselves. */
const ADJECTIVE = /(?:phobic|[a-z]{2}ical|istic|ness|ism|ists?|ally|ously|ional|able|ible|ation|ations|less)$/;

/** The article also writes the word in small letters. */
const SMALL = 1;
/** The article capitalises the word inside a sentence. */
const INSIDE = 2;
/** Somebody whom the article names in full bears the word as surname; known when all runs are read. */
const SURNAME = 4;

/** One run of the rule recogniser over one text. */
export class Recognition {
  readonly #tokens: Tokens;
  readonly #context: RecogniseContext;
  /** How the article writes each word, by hash: `SMALL`, `INSIDE`, `SURNAME`. */
  readonly #ways = new WordBits();

  readonly #match: Match = { alias: -1, next: 0 };

  constructor(tokens: Tokens, context: RecogniseContext) {
    this.#tokens = tokens;
    this.#context = context;
  }

  run(): NameSpan[] {
    const { count } = this.#tokens;
    this.#ways.reset(count);
    for (let i = 0; i < count; i++) {
      const hash = this.#tokens.hash[i] ?? 0;
      const shape = this.#tokens.shapeOf(i);
      if (shape === Shape.lower) this.#ways.add(hash, SMALL);
      else if (shape === Shape.capitalised && this.#tokens.initial[i] === 0) this.#ways.add(hash, INSIDE);
    }
    const candidates: Candidate[] = [];
    const segmenter = new Segmenter(this.#tokens, this.#context.gazetteer, candidates);
    for (let i = 0; i < count; ) {
      const to = this.#runEnd(i);
      if (to > i) segmenter.segment(i, to);
      i = Math.max(i + 1, to, segmenter.consumed);
    }
    this.#vote(candidates);
    this.#addSurnames(candidates);
    return this.#spans(candidates);
  }

  /**
   * True for what is no name though a tagger may take it for one: a frequent word whose only capital is that of a sentence's
   * start, and titles that name nobody. Asked after `run`.
   */
  doubts({ start, end }: Span): boolean {
    const tokens = this.#tokens;
    const i = tokens.at(start);
    if (i < 0) return false;
    if (tokens.end[i] === end) {
      const hash = tokens.hash[i] ?? 0;
      return (
        tokens.initial[i] === 1 &&
        tokens.shapeOf(i) === Shape.capitalised &&
        (this.#ways.get(hash) & INSIDE) === 0 &&
        (this.#context.gazetteer?.isFrequent(hash) ?? false)
      );
    }
    for (let k = i; k < tokens.count && (tokens.start[k] ?? 0) < end; k++) {
      if ((tokens.classes(k) & (Class.title | Class.titlePart)) === 0 && tokens.lower(k) !== 'of') return false;
    }
    return true;
  }

  /** End of the run of capitalised words that starts at `i`; `i` itself when none does. */
  #runEnd(i: number): number {
    const tokens = this.#tokens;
    if (!tokens.isCapital(i) || this.#isPlainStart(i)) return i;
    let to = i + 1;
    while (to < tokens.count && to - i < LONGEST) {
      const gap = tokens.gapOf(to);
      if ((gap & ~(Gap.space | Gap.hyphen | Gap.ampersand | Gap.newline)) !== 0 || tokens.initial[to] === 1) {
        // An initial or a title's abbreviation keeps its name: "J. Smith", "St. Petersburg".
        if (!((gap & ~(Gap.space | Gap.stop)) === 0 && (gap & Gap.stop) !== 0 && tokens.initial[to] === 0)) break;
      }
      if (tokens.isCapital(to)) {
        if ((gap & Gap.newline) !== 0 && (tokens.classes(to) & Class.function) !== 0) break;
        to++;
        continue;
      }
      // A particle joins two capitals: "Ursula von der Leyen", "Mar-a-Lago".
      let k = to;
      while (
        k < tokens.count &&
        k - to < 3 &&
        tokens.shapeOf(k) === Shape.lower &&
        (tokens.classes(k) & Class.particle) !== 0 &&
        (tokens.gapOf(k) & ~(Gap.space | Gap.hyphen)) === 0
      )
        k++;
      const hyphenated =
        k === to &&
        k + 1 < tokens.count &&
        tokens.gapOf(k) === Gap.hyphen &&
        tokens.gapOf(k + 1) === Gap.hyphen &&
        (tokens.end[k] ?? 0) - (tokens.start[k] ?? 0) <= 4;
      if (hyphenated) k++;
      if (k === to || !tokens.isCapital(k) || (tokens.gapOf(k) & ~(Gap.space | Gap.hyphen)) !== 0 || tokens.initial[k] === 1) break;
      to = k + 1;
    }
    return to;
  }

  /** True when word `i` has its capital from standing at a start, and nothing says that it is a name. */
  #isPlainStart(i: number): boolean {
    const tokens = this.#tokens;
    const low = tokens.lower(i);
    const classes = tokens.classes(i);
    // "First Nations", "Some Like It Hot": inside a sentence a capital says that even such a word begins a name, articles aside.
    if (tokens.shapeOf(i) === Shape.initial && (low === 'a' || low === 'i')) return true;
    if (tokens.shapeOf(i) === Shape.capitalised && (classes & Class.function) !== 0)
      return ARTICLES.has(low) || tokens.initial[i] === 1 || !tokens.isCapital(i + 1) || tokens.gapOf(i + 1) !== Gap.space;
    // "Secretary of State Marco Rubio": the title goes on in small letters.
    const titled = (classes & Class.title) !== 0 && tokens.lower(i + 1) === 'of' && tokens.isCapital(i + 2);
    if (titled && (tokens.classes(i + 2) & Class.titlePart) !== 0) return false;
    if (this.#isCyrillicStart(i)) return true;
    if (low === 'i' || (tokens.shapeOf(i) === Shape.initial && !tokens.isCapital(i + 1))) return true;
    if (tokens.initial[i] === 0 || tokens.shapeOf(i) !== Shape.capitalised) return false;
    const ways = this.#ways.get(tokens.hash[i] ?? 0);
    if (ways === INSIDE) return false;
    const followed = tokens.isCapital(i + 1) && (tokens.gapOf(i + 1) & ~(Gap.space | Gap.hyphen)) === 0;
    if ((ways & SMALL) !== 0) return !followed;
    if (followed) return false;
    if (this.#isStrong(i)) return false;
    return (classes & Class.calendar) !== 0 || ADJECTIVE.test(low) || isEnglish(tokens, i, this.#context.gazetteer);
  }

  /** No dictionary here has Cyrillic words: the first word of a sentence is a name when it is a known person's, or the gazetteer's. */
  #isCyrillicStart(i: number): boolean {
    const tokens = this.#tokens;
    if (tokens.initial[i] === 0 || !isCyrillic(tokens.text.charCodeAt(tokens.start[i] ?? 0)) || this.#isStrong(i)) return false;
    if (this.#ways.get(tokens.hash[i] ?? 0) === INSIDE || (tokens.classes(i) & Class.title) !== 0) return false;
    const latin = romanise(tokens.lower(i));
    const personal = this.#context.gazetteer?.isPersonal(addWord(EMPTY_KEY, latin, 0, latin.length)) ?? false;
    return !personal || !tokens.isCapital(i + 1);
  }

  /** A name of the gazetteer that needs no further evidence starts here: "China" is a name though "china" is a word. */
  #isStrong(i: number): boolean {
    const { gazetteer } = this.#context;
    if (!gazetteer?.longest(this.#tokens, i, this.#tokens.count, this.#match)) return false;
    const flags = gazetteer.aliasFlags(this.#match.alias);
    if (gazetteer.kindOf(gazetteer.topEntity(this.#match.alias)) === 'state' && (flags & AliasFlag.exact) === 0) return true;
    return (flags & AliasFlag.common) === 0 && (flags & (AliasFlag.strong | AliasFlag.demonym)) !== 0;
  }

  /** Lets the certain candidates of the article decide the kind of uncertain ones with the same words, or with a person's surname. */
  #vote(candidates: Candidate[]): void {
    const doubtful = candidates.filter((c) => c.form === 'name' && c.score < CERTAIN);
    if (doubtful.length === 0) return;
    // Only words that somebody asks for are counted.
    const votes = new Map<number, Map<EntityKind, number>>();
    for (const c of doubtful) votes.set(this.#key(c.from, c.to), new Map());
    const cast = (key: number, kind: EntityKind, score: number): void => {
      const known = votes.get(key);
      known?.set(kind, (known.get(kind) ?? 0) + score);
    };
    for (const c of candidates) {
      if (c.form !== 'name' || c.score < CERTAIN) continue;
      cast(this.#key(c.from, c.to), c.kind, c.score);
      if (c.kind === 'person' && c.to - c.from > 1) {
        cast(this.#key(c.to - 1, c.to), 'person', c.score);
        cast(this.#key(c.from, c.from + 1), 'person', c.score / 4);
      }
    }
    for (const c of doubtful) {
      const known = votes.get(this.#key(c.from, c.to));
      if (!known) continue;
      const [best] = [...known].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
      if (best && best[1] > c.score / 2) {
        c.kind = best[0];
        c.score = Math.min(CERTAIN, best[1]);
      }
    }
  }

  /** A capitalised word that no rule took, and that is the surname (or the first word) of somebody the article names in full. */
  #addSurnames(candidates: Candidate[]): void {
    const tokens = this.#tokens;
    const { count, shape } = tokens;
    const taken = new Uint8Array(count);
    let some = false;
    for (const c of candidates) {
      taken.fill(1, c.from, c.to);
      if (c.kind !== 'person' || c.to - c.from === 1 || c.score < CERTAIN) continue;
      this.#ways.add(tokens.hash[c.to - 1] ?? 0, SURNAME);
      some = true;
    }
    if (!some) return;
    for (let i = 0; i < count; i++) {
      if (shape[i] === Shape.lower || shape[i] === Shape.digits || shape[i] === Shape.initial || taken[i] === 1) continue;
      if ((this.#ways.get(tokens.hash[i] ?? 0) & (SURNAME | SMALL)) !== SURNAME) continue;
      if (tokens.isCapital(i + 1) && tokens.gapOf(i + 1) === Gap.space) continue;
      candidates.push({ from: i, to: i + 1, kind: 'person', form: 'name', score: CERTAIN });
    }
  }

  #key(from: number, to: number): number {
    let key = this.#tokens.hash[from] ?? 0;
    for (let k = from + 1; k < to; k++) key = addWord(key, this.#tokens.text, this.#tokens.start[k] ?? 0, this.#tokens.end[k] ?? 0);
    return key;
  }

  #spans(candidates: readonly Candidate[]): NameSpan[] {
    const out: NameSpan[] = [];
    for (const c of candidates) {
      if (c.score < 0.3) continue;
      const start = this.#tokens.start[c.from] ?? 0;
      let end = this.#tokens.end[c.to - 1] ?? 0;
      // "J." at the end of a name gives its full stop back.
      if (this.#tokens.shapeOf(c.to - 1) === Shape.initial && this.#tokens.text.charCodeAt(end - 1) === 46) end--;
      out.push({ start, end, kind: c.kind, form: c.form, confidence: c.score });
    }
    return out.sort((a, b) => a.start - b.start || b.end - a.end);
  }
}
