import type { Mention } from '../model.ts';
import type { Figure } from './figures.ts';
import { initialRuns } from './initials.ts';
import type { Lexicon } from './lexicon/lexicon.ts';
import type { Token } from './tokens.ts';
import type { Term } from './types.ts';
import { isCurrency } from './units.ts';

/** A sentence has some dozen distinct content words: of a claim beyond all measure only the first count, so that the work stays linear. */
const MOST_TERMS = 300;
/** How much of a word its synonym carries, its initials, another form of its entity. Set by hand. */
const SYNONYM = 0.4;
const INITIALS = 0.7;
const ENTITY = 1;
/** More synonyms than this belong to words that mean anything ("get", "make"). */
const MOST_SYNONYMS = 24;

export function figureKey(figure: Figure): string {
  return `#${figure.value}`;
}

/** True for words written with a capital that is not just the sentence's first: names, and words in headings. */
export function isNameToken(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.kind !== 'word' || !token.capital || !token.content) return false;
  if (!opensSentence(tokens, at)) return true;
  const next = tokens[at + 1];
  return token.upper || (next?.kind === 'word' && next.capital && next.content);
}

function opensSentence(tokens: readonly Token[], at: number): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const before = tokens[i];
    if (before?.kind !== 'mark') return false;
    if (/[.!?:;"]/.test(before.text)) return true;
  }
  return true;
}

/** The claim's terms in the order of their first tokens. */
export function termsOf(
  tokens: readonly Token[],
  figures: readonly Figure[],
  lexicon: Lexicon,
  mentions: readonly Mention[] | undefined,
): Term[] {
  const terms = new Map<string, Term>();
  const starts = new Map(figures.map((f) => [f.first, f] as const));
  const entities = entityKeys(tokens, mentions);
  const initials = initialsAt(tokens);
  for (let i = 0; i < tokens.length && terms.size < MOST_TERMS; i++) {
    const figure = starts.get(i);
    if (figure) {
      const key = figureKey(figure);
      // "one" is a pronoun as often as a figure, and carries nothing either way.
      if (figure.value !== 1 && !terms.has(key))
        terms.set(key, { key, kind: 'figure', first: figure.first, last: figure.last, variants: [] });
      // The unit is compared with the figure; only what is measured in time or space tells more.
      const silent = figure.unit === 'percent' || (figure.unit !== undefined && isCurrency(figure.unit));
      i = (silent ? figure.unitLast : figure.last) - 1;
      continue;
    }
    const token = tokens[i];
    // Digits that are no figure stand in no passage's keys either.
    if (!token?.content || token.kind === 'number' || terms.has(token.stem)) continue;
    const name = isNameToken(tokens, i);
    let read: Term['variants'] | undefined;
    const first = i;
    terms.set(token.stem, {
      key: token.stem,
      kind: name ? 'name' : 'word',
      first,
      last: first + 1,
      // Many a claim is asked for its own words alone, and the table of synonyms takes its time at first.
      get variants() {
        read ??= variantsOf(lexicon, token, name, [initials.get(first) ?? [], entities.get(first) ?? []].flat());
        return read;
      },
    });
  }
  return [...terms.values()];
}

/** What else carries a part of a word, and how much of it: its synonyms and initials; `names` says that of the initials and entities around it. */
function variantsOf(lexicon: Lexicon, token: Token, name: boolean, names: readonly string[]): Term['variants'] {
  const near = lexicon.synonymsOf(token.stem);
  const variants: [string, number][] = [];
  if (near.size <= MOST_SYNONYMS) for (const other of near) variants.push([other, name ? INITIALS : SYNONYM]);
  if (token.upper) variants.push([`@${token.text}`, INITIALS]);
  for (const other of names) variants.push([other, other.startsWith('^') ? INITIALS : ENTITY]);
  return variants;
}

/** For each token within a mention of a known entity the entity's key. */
function entityKeys(tokens: readonly Token[], mentions: readonly Mention[] | undefined): Map<number, string[]> {
  const keys = new Map<number, string[]>();
  if (!mentions) return keys;
  const sorted = mentions.toSorted((a, b) => a.start - b.start);
  let at = 0;
  for (const mention of sorted) {
    while (at < tokens.length && (tokens[at]?.end ?? 0) <= mention.start) at++;
    for (let i = at; i < tokens.length && (tokens[i]?.start ?? 0) < mention.end; i++) {
      if (mention.entity === undefined) continue;
      const list = keys.get(i);
      if (list) list.push(`&${mention.entity}`);
      else keys.set(i, [`&${mention.entity}`]);
    }
  }
  return keys;
}

function initialsAt(tokens: readonly Token[]): Map<number, string> {
  const at = new Map<number, string>();
  for (const run of initialRuns(tokens)) for (let i = run.first; i < run.last; i++) at.set(i, `^${run.initials}`);
  return at;
}
