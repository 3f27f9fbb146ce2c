import { type Comparison, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { type NameRun, namesOf } from '../nameRuns.ts';
import type { Term } from '../types.ts';

const MOST_NAMES = 30;
/**
 * How sure, by how much more often a name from elsewhere looks like that than one that the article carries (names in the
 * supported words of WiCE's train set against those of other articles): the article knows no part of the name (30 times and
 * more); it has words of it, but never two of them together (10 and more; 4 where it is only the last that it lacks); it has some
 * of them together (as often). Lower than such odds would have it, since a claim often adds a name to what its source says.
 */
const UNKNOWN = 0.88;
const UNKNOWN_WORD = 0.86;
const APART = 0.7;
const APART_LAST = 0.55;
const PARTLY = 0.25;
/** A single word that opens the claim, with no name's form but its capital. */
const OPENING = 0.65;
/** The article has all words, but none with a capital: common words that happen to stand there (7 times, of few). */
const COMMON = 0.4;
const ELSEWHERE = 0.15;
/** From this share on most of a name is lacking. */
const MOST = 0.6;
/** The article has the last word of the name, always with another word before it: "Sydney Games" for "Athens Games". */
const OTHERWISE = 0.55;
/** Words of one name stand this close. */
const TOGETHER = 3;
/** Names of at least so many letters may differ by one letter, of so many by two, and be the same in another spelling. */
const ONE_LETTER = 6;
const TWO_LETTERS = 9;

/** Names that the claim has and the passages have not. */
export function nameSuspicions(comparison: Comparison): Suspicion[] {
  const { claim, anywhere } = comparison;
  const found: Suspicion[] = [];
  for (const name of namesOf(comparison).slice(0, MOST_NAMES)) {
    const absent = name.terms.filter((t) => (anywhere[t] ?? 0) === 0 && !respelt(comparison, claim.terms[t]));
    const confidence = absent.length === name.terms.length ? unknown(name) : departure(comparison, name, absent);
    if (confidence === 0) continue;
    const claimSpan = spanAt(claim, name.first, name.last);
    found.push({ kind: 'name', claimSpan, detail: lacking(comparison, name, absent), confidence });
  }
  return found;
}

function unknown(name: NameRun): number {
  if (name.opening) return OPENING;
  return name.terms.length > 1 ? UNKNOWN : UNKNOWN_WORD;
}

/** How sure it is that a name of which the article has words is not there; 0 where nothing is to be said. */
function departure(comparison: Comparison, name: NameRun, absent: readonly number[]): number {
  const { terms } = name;
  const last = terms.at(-1) ?? -1;
  const { together, capital } = standing(comparison, name);
  if (absent.length === 0) {
    if (!capital && comparison.claim.terms[last]?.kind === 'name' && !name.opening) return COMMON;
    return isNear(comparison, name) ? 0 : ELSEWHERE;
  }
  // "Board of the New Brunswick": what follows the last "of" is a name of its own.
  if (together > 1) return ownedBy(comparison, name).every((t) => absent.includes(t)) ? APART_LAST : PARTLY;
  if (!capital || absent.length / terms.length >= MOST) return APART;
  if (absent.includes(last)) return APART_LAST;
  return alwaysOtherwise(comparison, last) ? APART : OTHERWISE;
}

/** The words of a name behind its last "of"; all of them where it has none. */
function ownedBy({ claim }: Comparison, { terms, first, last }: NameRun): number[] {
  const of = claim.tokens.slice(first, last).findLastIndex((token) => token.text === 'of');
  return terms.filter((t) => (claim.terms[t]?.first ?? 0) > first + of);
}

function lacking({ claim }: Comparison, name: NameRun, absent: readonly number[]): string {
  const said = wordsAt(claim, name.first, name.last);
  if (absent.length === name.terms.length) return `the article does not name “${said}”`;
  if (absent.length === 0) return `“${said}” stands elsewhere in the article, not in the passages, or not as a name`;
  // The surname is what names a person; a first name or a title may be left out.
  const words = absent.map((t) => wordsAt(claim, claim.terms[t]?.first ?? 0)).join(' ');
  return `the article does not have “${words}” of “${said}”`;
}

function isNear({ alignments, coverage }: Comparison, name: NameRun): boolean {
  return alignments.some((a) => [-2, -1, 0, 1, 2].some((d) => name.terms.some((t) => (coverage.rows[a.index + d]?.quality[t] ?? 0) > 0)));
}

/** How many words of a name the article has together at most, and whether it ever writes one of them as a name. */
function standing({ claim, passages }: Comparison, name: NameRun): { together: number; capital: boolean } {
  const wordOf = new Map<string, number>();
  for (const t of name.terms) {
    const term = claim.terms[t];
    for (const key of term ? [term.key, ...term.variants.map(([variant]) => variant)] : []) wordOf.set(key, t);
  }
  let together = 0;
  let capital = false;
  for (const { keys, tokens } of passages.passages) {
    if (together === name.terms.length && capital) break;
    if (![...wordOf.keys()].some((key) => keys.has(key))) continue;
    let words = new Set<number>();
    let before = Number.NEGATIVE_INFINITY;
    tokens.forEach((token, i) => {
      const word = token.content ? wordOf.get(token.stem) : undefined;
      if (word === undefined) return;
      if (i - before > TOGETHER) words = new Set();
      words.add(word);
      before = i;
      together = Math.max(together, words.size);
      capital ||= token.capital;
    });
    // Initials and entities are names however they are written.
    capital ||= [...wordOf.keys()].some((key) => /^[@^&]/.test(key) && keys.has(key));
  }
  return { together, capital };
}

/** True when the article has the term, and each time with another capitalised word right before it. */
function alwaysOtherwise(comparison: Comparison, t: number): boolean {
  const key = comparison.claim.terms[t]?.key;
  let found = false;
  for (const passage of comparison.passages.passages) {
    if (key === undefined || !passage.keys.has(key)) continue;
    for (let i = 0; i < passage.tokens.length; i++) {
      const token = passage.tokens[i];
      if (token?.stem !== key || !token.capital) continue;
      const before = passage.tokens[i - 1];
      if (!before?.capital || !before.content) return false;
      found = true;
    }
  }
  return found;
}

/** True when the article has the name in another spelling: "Zelensky" for "Zelenskyy". */
function respelt(comparison: Comparison, term: Term | undefined): boolean {
  const key = term?.key ?? '';
  // "Nazism" and "Nazi-style", "Hinduism" and "Hindus" share their beginning.
  for (let cut = key.length - 1; cut >= Math.max(4, key.length - 4); cut--)
    if (comparison.passages.frequency.has(key.slice(0, cut))) return true;
  if (key.length < ONE_LETTER) return false;
  const allowed = key.length >= TWO_LETTERS ? 2 : 1;
  for (const other of comparison.passages.frequency.keys())
    if (
      other.charCodeAt(0) === key.charCodeAt(0) &&
      Math.abs(other.length - key.length) <= allowed &&
      distance(key, other, allowed) <= allowed
    )
      return true;
  return false;
}

/** Edits (insert, drop, change a letter) from one word to the other; gives up beyond `most`. */
function distance(a: string, b: string, most: number): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const value = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1),
      );
      next.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return least;
    row = next;
  }
  return row[b.length] ?? most + 1;
}
