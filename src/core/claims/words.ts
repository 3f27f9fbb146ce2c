import { WordTable } from '../text/word-table.ts';
import { stemOf } from './stems.ts';

/**
 * Function words: articles, pronouns, prepositions, conjunctions, auxiliaries and the commonest adverbs of English
 * grammars. Negations, modals and "more"/"less" are among them too: their checks look at them by themselves.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto out over to up upon with within without
  about above across after against along among around before behind below beneath beside besides between beyond during except inside near outside since
  through throughout till toward towards under until via while whilst although though because whether unless
  i me my mine myself we us our ours ourselves you your yours yourself he him his himself she her hers herself it its itself they them their theirs themselves
  who whom whose which what when where why how there here one ones such same other others another each every either neither both all any some no none
  is are was were be been being am do does did doing done have has had having will would shall should can could may might must ought
  not never also too very just only even still again already now more most less least much many few own however therefore thus hence
  s t d ll re ve m mr mrs ms dr etc eg ie`.split(/\s+/),
);

/** The auxiliary within a contracted negation, where cutting "n't" leaves no word. */
const CONTRACTED: ReadonlyMap<string, string> = new Map([
  ['ca', 'can'],
  ['wo', 'will'],
  ['sha', 'shall'],
  ['ai', 'be'],
]);

/** What a word is, wherever it stands. */
export interface Word {
  /** Lower case, diacritics removed, without a possessive ending. */
  readonly text: string;
  /** What inflected and derived forms share. */
  readonly stem: string;
  readonly capital: boolean;
  /** Two or more letters, all of them capital. */
  readonly upper: boolean;
  /** No function word. */
  readonly content: boolean;
  /** "didn't" says two things: the auxiliary, and "not", which is its last three characters. */
  readonly negated: boolean;
}

/** Bits of a word's traits. */
export const CONTENT = 1;
/** Content with a capital, but not in capitals: part of a name's run of words. */
export const NAME = 2;
/** Content of two letters or more in capitals. */
export const UPPER = 4;
export const NEGATED = 8;
/** The number of the stem stands above the bits. */
export const STEM = 4;

/** Words are numbered up to here, then all of them anew: memory is bounded on any text. */
const MOST = 60_000;

/** Words and stems by number. Numbers hold until `refresh` is called. */
class Words {
  readonly #table = new WordTable((raw) => this.#add(raw), 16);
  readonly #numbers = new Map<string, number>();
  #words: Word[] = [];
  #traits: number[] = [];
  #stems: string[] = [];
  /** When each stem was met last. */
  #met: number[] = [];
  #readings = 0;

  /** The number of the word at [start, end) of a text. */
  at(text: string, start: number, end: number): number {
    return this.#table.get(text, start, end);
  }

  word(number: number): Word {
    return this.#words[number] ?? NOTHING;
  }

  traits(number: number): number {
    return this.#traits[number] ?? 0;
  }

  stem(number: number): string {
    return this.#stems[number] ?? '';
  }

  /** Whether the stem is met for the first time since `refresh` was called. */
  isNew(stem: number): boolean {
    if (this.#met[stem] === this.#readings) return false;
    this.#met[stem] = this.#readings;
    return true;
  }

  /** Called before a text is read. */
  refresh(): void {
    this.#readings++;
    if (this.#words.length < MOST) return;
    this.#table.clear();
    this.#numbers.clear();
    this.#words = [];
    this.#traits = [];
    this.#stems = [];
    this.#met = [];
  }

  #add(raw: string): number {
    const word = readWord(raw);
    let stem = this.#numbers.get(word.stem);
    if (stem === undefined) {
      stem = this.#stems.push(word.stem) - 1;
      this.#met.push(-1);
      this.#numbers.set(word.stem, stem);
    }
    const { text, capital, upper, content, negated } = word;
    const name = content && capital && !upper ? NAME : 0;
    const large = content && upper && text.length > 1 ? UPPER : 0;
    this.#traits.push((content ? CONTENT : 0) | name | large | (negated ? NEGATED : 0) | (stem << STEM));
    return this.#words.push(word) - 1;
  }
}

const NOTHING: Word = { text: '', stem: '', capital: false, upper: false, content: false, negated: false };

export const words = new Words();

function readWord(raw: string): Word {
  const lower = raw.toLowerCase();
  const folded = plain(lower);
  const capital = raw.charCodeAt(0) !== lower.charCodeAt(0);
  const upper = capital && raw.length > 1 && raw === raw.toUpperCase();
  if (folded.endsWith("n't") && folded.length > 3) {
    const cut = folded.slice(0, -3);
    const auxiliary = CONTRACTED.get(cut) ?? cut;
    const content = !FUNCTION_WORDS.has(auxiliary);
    return { text: auxiliary, stem: stemOf(auxiliary), capital, upper, content, negated: true };
  }
  const text = folded.includes("'") || folded.includes('.') ? folded.replace(/'(?:s|ll|re|ve|d|m)$/, '').replaceAll('.', '') : folded;
  // "US", "U.S.", "IT", "WHO" are names where "us", "it" and "who" are not.
  const content = !FUNCTION_WORDS.has(text) || (upper && raw.length <= 4);
  return { text, stem: stemOf(text), capital, upper, content, negated: false };
}

const ASCII = /^[\0-\x7f]*$/;
const CYRILLIC = /[\u0400-\u052f]/;

/** Without diacritics and typographic apostrophes. й and ї are letters of their own in Cyrillic, not и and і with a mark. */
function plain(lower: string): string {
  if (ASCII.test(lower)) return lower;
  const straight = lower.replaceAll(/[’ʼ]/g, "'");
  if (CYRILLIC.test(straight)) return straight;
  return straight.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o');
}
