import type { Comparison } from '../comparison.ts';
import type { NameRun } from '../nameRuns.ts';
import type { Token } from '../tokens.ts';
import type { Prepared } from '../types.ts';

/** Little words that lead a name, and tell its part in the sentence. */
const LEADS = new Set(
  'to from by with against of in for at on under over after before between into through during near as and or but than like via within across'.split(
    ' ',
  ),
);
const LINKS = new Set(['of', 'de', 'van', 'von', 'al', 'bin', '-', '&']);
const ARTICLES = new Set(['the', 'a', 'an']);
/** Words of a name that an article has beyond those that a claim writes; more are those of a heading. */
const BEYOND = 3;
/** How many occurrences of all the article's names together weigh as much as one of the name's own. */
const PRIOR = 1;
/** What each part of a standing counts: a name keeps to its article, and to what leads it; what follows it is freer. */
const PARTS = [1.5, 1, 0.5];
/** Occurrences of one name that are looked at. */
const MOST = 40;

/** How a name stands in a sentence: whether an article precedes it, what leads it, what follows. */
type Standing = readonly [article: string, lead: string, tail: string];

function standingAt({ tokens, text }: Prepared, first: number, last: number): Standing {
  const article = tokens[first - 1];
  const has = article !== undefined && ARTICLES.has(article.text);
  const tail = tokens[last];
  const possessive = /['’]s$/.test(text.slice(tokens[last - 1]?.start ?? 0, tokens[last - 1]?.end ?? 0));
  return [has ? article.text : '', kindOf(tokens[has ? first - 2 : first - 1]), possessive ? "'s" : kindOf(tail)];
}

function kindOf(token: Token | undefined): string {
  if (token === undefined) return '';
  if (token.kind === 'mark') return token.text === ',' ? ',' : '';
  if (LEADS.has(token.text)) return token.text;
  return token.content ? 'word' : 'other';
}

/** How well each place of a claim suits each of its names, by how the whole article leads and follows them. */
export class Places {
  readonly #claim: Prepared;
  readonly #names: readonly NameRun[];
  readonly #found: readonly (readonly Standing[])[];
  readonly #all: readonly Standing[];

  constructor(comparison: Comparison, names: readonly NameRun[]) {
    this.#claim = comparison.claim;
    this.#names = names;
    this.#found = names.map((name) => standingsOf(comparison, name));
    this.#all = this.#found.flat();
  }

  /**
   * The logarithm of the chance that a name stands as the claim has it at a place, each part weighted (naive Bayes, smoothed by
   * how the article's names stand altogether); indices are of the names.
   */
  chance(place: number, name: number): number {
    const run = this.#names[place];
    const own = this.#found[name] ?? [];
    if (!run) return 0;
    return standingAt(this.#claim, run.first, run.last).reduce((sum, value, part) => {
      const share = (list: readonly Standing[]): number => list.filter((s) => s[part] === value).length;
      const prior = (share(this.#all) + 0.5) / (this.#all.length + 1);
      return sum + (PARTS[part] ?? 0) * Math.log((share(own) + PRIOR * prior) / (own.length + PRIOR));
    }, 0);
  }
}

function standingsOf({ claim, passages }: Comparison, name: NameRun): Standing[] {
  const keys = new Set<string>();
  for (const t of name.terms) {
    const term = claim.terms[t];
    if (!term) continue;
    keys.add(term.key);
    for (const [variant] of term.variants) keys.add(variant);
  }
  const found: Standing[] = [];
  for (const passage of passages.passages) {
    if (found.length >= MOST) break;
    if (![...keys].some((key) => passage.keys.has(key))) continue;
    for (let i = 0; i < passage.tokens.length && found.length < MOST; i++) {
      if (!isNamed(passage.tokens[i], keys)) continue;
      let first = i;
      while (isCapital(passage.tokens[first - 1])) first--;
      let last = i + 1;
      for (;;) {
        const next = LINKS.has(passage.tokens[last]?.text ?? '') ? last + 1 : last;
        if (!isCapital(passage.tokens[next])) break;
        last = next + 1;
      }
      if (last - first <= name.last - name.first + BEYOND) found.push(standingAt(passage, first, last));
      i = last;
    }
  }
  return found;
}

function isNamed(token: Token | undefined, keys: ReadonlySet<string>): boolean {
  return token?.capital === true && keys.has(token.stem);
}

function isCapital(token: Token | undefined): boolean {
  return token?.kind === 'word' && token.capital && token.content;
}
