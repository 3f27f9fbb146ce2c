import { type Comparison, type Suspicion, spanAt, wordsAt } from '../comparison.ts';
import { namesOf } from '../nameRuns.ts';
import type { Term } from '../types.ts';

const MOST_NAMES = 30;
/** How sure: the article knows nothing of the name; it knows the name in part; it has it, but far from the passages. */
const UNKNOWN = 0.85;
const PARTLY = 0.4;
/** The article has the last word of the name, always with another word before it: "Sydney Games" for "Athens Games". */
const OTHERWISE = 0.55;
/** A single word that opens the claim, with no name's form but its capital. */
const OPENING = 0.65;
const ELSEWHERE = 0.15;
/** Names of at least so many letters may differ by one letter, of so many by two, and be the same in another spelling. */
const ONE_LETTER = 6;
const TWO_LETTERS = 9;

/** Names that the claim has and the passages have not. */
export function nameSuspicions(comparison: Comparison): Suspicion[] {
  const { claim, anywhere, alignments, coverage } = comparison;
  const found: Suspicion[] = [];
  for (const name of namesOf(comparison).slice(0, MOST_NAMES)) {
    const absent = name.terms.filter((t) => (anywhere[t] ?? 0) === 0 && !respelt(comparison, claim.terms[t]));
    const claimSpan = spanAt(claim, name.first, name.last);
    const said = wordsAt(claim, name.first, name.last);
    if (absent.length === name.terms.length) {
      found.push({ kind: 'name', claimSpan, detail: `the article does not name “${said}”`, confidence: name.opening ? OPENING : UNKNOWN });
    } else if (absent.length > 0) {
      const words = absent.map((t) => wordsAt(claim, claim.terms[t]?.first ?? 0)).join(' ');
      // The surname is what names a person; a first name or a title may be left out.
      const last = absent.includes(name.terms.at(-1) ?? -1);
      const share = (PARTLY * (absent.length + (last ? 1 : 0))) / (name.terms.length + (last ? 1 : 0));
      const confidence = !last && alwaysOtherwise(comparison, name.terms.at(-1) ?? -1) ? Math.max(share, OTHERWISE) : share;
      found.push({ kind: 'name', claimSpan, detail: `the article does not have “${words}” of “${said}”`, confidence });
    } else {
      const near = alignments.some((a) =>
        [-2, -1, 0, 1, 2].some((d) => name.terms.some((t) => (coverage.rows[a.index + d]?.quality[t] ?? 0) > 0)),
      );
      if (!near)
        found.push({
          kind: 'name',
          claimSpan,
          detail: `“${said}” stands elsewhere in the article, not in the passages`,
          confidence: ELSEWHERE,
        });
    }
  }
  return found;
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
