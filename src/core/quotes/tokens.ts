import type { NameSpan } from '../model.ts';
import { stopBelongsTo } from '../text/sentences.ts';
import type { Span } from '../text/span.ts';
import { unitClasses } from '../text/unit-classes.ts';
import { ADV, CLASS, TIME, VERBS, type VerbForm } from './lexicon.ts';
import type { Marked } from './marks.ts';

/** A word, a punctuation mark, or a whole quoted stretch, which counts as one thing in its sentence. */
export interface Token extends Span {
  readonly type: 'word' | 'mark' | 'quote';
  readonly text: string;
  readonly lower: string;
  /** Begins with a capital letter (or an @); for a quoted stretch: it reads like a name. */
  readonly capital: boolean;
  /** Bits of the lexicon's word classes; none for a capitalised word inside a sentence, which is part of a name. */
  readonly classes: number;
  readonly verb: VerbForm | undefined;
  /** Index of the quoted stretch, or -1. */
  readonly quote: number;
  /** Index of the name that covers this word, or -1. */
  readonly name: number;
}

interface WordInfo {
  readonly classes: number;
  readonly verb: VerbForm | undefined;
}

const NOTHING: WordInfo = { classes: 0, verb: undefined };
const INFO: ReadonlyMap<string, WordInfo> = new Map(
  [...new Set([...CLASS.keys(), ...VERBS.keys()])].map((w) => [w, { classes: CLASS.get(w) ?? 0, verb: VERBS.get(w) }] as const),
);
/** -ly words that are no adverbs. */
const NOT_ADVERBS = new Set(
  'family ally rally bully italy july assembly reply supply anomaly monopoly daily weekly monthly elderly early only ugly'.split(' '),
);
const ADVERB: WordInfo = { classes: ADV, verb: undefined };
/** "it’s", "he’s": the ’s is a verb, not a possessive. */
const CLITIC_HOSTS = new Set('it that there he she who what let here where how'.split(' '));

/** A quoted stretch that may be a name: capitalised words without a mark at their end. */
const NAME = /^\p{Lu}[\p{L}\p{N}.&'’-]*(?: (?:of |the |and )*\p{Lu}[\p{L}\p{N}.&'’-]*){0,5}$/u;
const LONGEST_NAME = 60;

/** Tokens of the longest sentence that is looked at as a whole. */
const LONGEST_SENTENCE = 400;

/** Marks behind which a sentence that ended has still ended. */
const CLOSING = `)]”’"'»`;

const SPACE = 0;
const MARK = 1;
const LOWER = 2;
const UPPER = 3;
const DIGIT = 4;
/** Latin letters and their neighbours end before this unit. */
const LATIN = 0x250;
const latinClass = unitClasses(LATIN, classOf);

function classOf(c: string): number {
  if (/[\p{Lu}\p{Lt}]/u.test(c)) return UPPER;
  if (/[\p{L}\p{M}_]/u.test(c)) return LOWER;
  if (/\p{N}/u.test(c)) return DIGIT;
  return /\s/.test(c) ? SPACE : MARK;
}

function charClass(text: string, i: number): number {
  const code = text.charCodeAt(i);
  if (code < LATIN) return latinClass(code);
  if (code >= 0xd800 && code <= 0xdfff) return LOWER;
  // Punctuation and symbols of the general blocks without asking a regular expression.
  if (code >= 0x2010 && code <= 0x2027) return MARK;
  return classOf(text.charAt(i));
}

/** Cuts paragraphs into sentences of tokens, in order of the text. Linear over all its calls. */
export class Tokeniser {
  readonly #text: string;
  readonly #quotes: readonly Marked[];
  readonly #names: readonly NameSpan[];
  #name = 0;
  #done: Token[][] = [];
  #out: Token[] = [];
  /** Whether the sentence is in title case; asked only where it matters. */
  #headline: boolean | undefined;
  /** The paragraph's end, beyond which no headline is looked for. */
  #limit = 0;
  /** A full stop, a question mark or the like stands last: the next token decides whether a sentence ended. */
  #stopped = false;
  /** The word right before that full stop. */
  #stopWord = '';

  constructor(text: string, quotes: readonly Marked[], names: readonly NameSpan[]) {
    this.#text = text;
    this.#quotes = quotes;
    this.#names = names;
  }

  /** The sentences of a paragraph, in which the quoted stretches `fromQuote`…`toQuote` begin. */
  sentences(paragraph: Span, fromQuote: number, toQuote: number): Token[][] {
    this.#done = [];
    this.#out = [];
    this.#limit = paragraph.end;
    this.#stopped = false;
    let at = paragraph.start;
    for (let k = fromQuote; k < toQuote; k++) {
      const q = this.#quotes[k];
      if (!q) break;
      if (q.start > at) this.#plain(at, q.start);
      this.#quote(q, k);
      at = Math.max(at, q.end);
    }
    if (at < paragraph.end) this.#plain(at, paragraph.end);
    if (this.#out.length > 0) this.#done.push(this.#out);
    return this.#done;
  }

  #quote(q: Marked, index: number): void {
    if (this.#stopped && !(this.#stopWord !== '' && stopBelongsTo(this.#stopWord, undefined))) this.#flush();
    const name = q.content.end - q.content.start <= LONGEST_NAME && NAME.test(this.#text.slice(q.content.start, q.content.end));
    this.#add({
      start: q.start,
      end: q.end,
      type: 'quote',
      text: '',
      lower: '',
      capital: name,
      classes: 0,
      verb: undefined,
      quote: index,
      name: -1,
    });
    this.#stopped = /[.?!…]/.test(this.#text.charAt(q.content.end - 1)) || q.open;
    this.#stopWord = '';
  }

  #flush(): void {
    this.#done.push(this.#out);
    this.#out = [];
    this.#stopped = false;
    this.#stopWord = '';
  }

  #add(token: Token): void {
    // What is longer is no sentence: cut, so that work within a sentence stays bounded.
    if (this.#out.length >= LONGEST_SENTENCE) this.#flush();
    if (this.#out.length === 0) this.#headline = undefined;
    this.#out.push(token);
  }

  #plain(from: number, to: number): void {
    const text = this.#text;
    let i = from;
    while (i < to) {
      const kind = charClass(text, i);
      if (kind === SPACE) {
        i++;
        continue;
      }
      if (kind === MARK && !(text.charCodeAt(i) === 64 && i + 1 < to && charClass(text, i + 1) > MARK)) {
        // ’s after a stretch of marks, as in “Trump”’s, is still a possessive.
        this.#push(i, i + 1, 'mark');
        i++;
        continue;
      }
      let end = i + 1;
      let apostrophe = -1;
      while (end < to) {
        const c = charClass(text, end);
        if (c > MARK) {
          end++;
          continue;
        }
        if (c === MARK && end + 1 < to && charClass(text, end + 1) > MARK && joins(text, end, kind)) {
          const code = text.charCodeAt(end);
          if (code === 39 || code === 0x2019) apostrophe = end;
          end += 2;
          continue;
        }
        break;
      }
      const tail = apostrophe > i ? text.slice(apostrophe + 1, end) : '';
      const cut = tail === 's' || tail === 'S' || tail === 've' || tail === 'd' || tail === 'll' || tail === 're' || tail === 'm';
      if (cut) {
        this.#push(i, apostrophe, 'word');
        const host = text.slice(i, apostrophe).toLowerCase();
        if (tail.toLowerCase() !== 's' || !CLITIC_HOSTS.has(host))
          this.#push(apostrophe, end, tail.toLowerCase() === 's' ? 'word' : 'word');
      } else this.#push(i, end, 'word');
      i = end;
    }
  }

  #push(start: number, end: number, type: 'word' | 'mark'): void {
    const text = this.#text.slice(start, end);
    if (type === 'mark') {
      this.#add({
        start,
        end,
        type,
        text,
        lower: text === '’' ? "'" : text,
        capital: false,
        classes: 0,
        verb: undefined,
        quote: -1,
        name: this.#nameAt(start, end),
      });
      if (text === '.' || text === '?' || text === '!' || text === '…') {
        const before = this.#out.at(-2);
        this.#stopWord = !this.#stopped && text === '.' && before?.type === 'word' && before.end === start ? before.text : '';
        this.#stopped = true;
      } else if (!CLOSING.includes(text)) this.#stopped = false;
      return;
    }
    const first = charClass(this.#text, start);
    const capital = first === UPPER || (first === MARK && text.startsWith('@'));
    if (this.#stopped) {
      if (first !== LOWER && !(this.#stopWord !== '' && stopBelongsTo(this.#stopWord, text))) this.#flush();
      this.#stopped = false;
    }
    const lower = text.toLowerCase().replace('’', "'");
    const name = this.#nameAt(start, end);
    let info = INFO.get(lower) ?? (lower.length > 4 && lower.endsWith('ly') && !capital && !NOT_ADVERBS.has(lower) ? ADVERB : NOTHING);
    // Inside a sentence a capital makes a name of a function word ("said Will Doyle"); "I" is always a pronoun.
    if (capital && info.classes !== 0 && lower !== 'i' && this.#inside() && !this.#inHeadline())
      info = { classes: info.classes & TIME, verb: info.verb };
    this.#add({ start, end, type, text, lower, capital, classes: info.classes, verb: info.verb, quote: -1, name });
  }

  #inHeadline(): boolean {
    this.#headline ??= titleCase(this.#text, this.#out[0]?.start ?? 0, this.#limit);
    return this.#headline;
  }

  /** True after another word of the sentence: a capital here is no mere beginning. */
  #inside(): boolean {
    for (let k = this.#out.length - 1; k >= 0; k--) {
      const t = this.#out[k];
      if (t?.type === 'word') return true;
      if (t?.type === 'quote') return !/[.?!]["”'’]*$/.test(this.#text.slice(Math.max(t.start, t.end - 3), t.end));
      if (t && /[:—–("“‘-]/.test(t.text)) return false;
    }
    return false;
  }

  #nameAt(start: number, end: number): number {
    while (this.#name < this.#names.length && (this.#names[this.#name]?.end ?? 0) <= start) this.#name++;
    const n = this.#names[this.#name];
    return n && n.start < end && start < n.end ? this.#name : -1;
  }
}

/** True when the mark at `i` joins the characters around it to one word: ’ - & . and the comma of figures. */
function joins(text: string, i: number, kind: number): boolean {
  const code = text.charCodeAt(i);
  if (code === 39 || code === 0x2019 || code === 45 || code === 0x2011) return true;
  const before = charClass(text, i - 1);
  const after = charClass(text, i + 1);
  if (kind === DIGIT) return (code === 46 || code === 44 || code === 58) && after === DIGIT;
  if (code === 46)
    return (before === UPPER || before === LOWER) && (after === UPPER || (before === LOWER && after === LOWER && initials(text, i)));
  return code === 38;
}

/** "a.m", "e.g", "p.m": single letters on both sides. */
function initials(text: string, i: number): boolean {
  return (i < 2 || charClass(text, i - 2) <= MARK) && (i + 2 >= text.length || charClass(text, i + 2) <= MARK);
}

/** True for a headline in title case: nearly all longer words begin with a capital. */
function titleCase(text: string, start: number, end: number): boolean {
  let big = 0;
  let small = 0;
  const stop = Math.min(end, start + 200);
  for (let i = start; i < stop; ) {
    if (charClass(text, i) < LOWER) {
      i++;
      continue;
    }
    const first = charClass(text, i);
    const from = i;
    while (i < stop && charClass(text, i) >= LOWER) i++;
    if (i - from < 4) continue;
    if (first === UPPER) big++;
    else if (first === LOWER) small++;
  }
  return big >= 4 && small * 5 <= big;
}
