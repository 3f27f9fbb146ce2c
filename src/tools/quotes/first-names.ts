/**
 * Builds `first-names.txt`: which first names are a woman's and which a man's, from the lists of
 * gender-detection-from-name (MIT; English, French, German, Italian, Spanish, Turkish lists of given names).
 * A name that two lists give differently is left out. To stay small, the table keeps endings that decide (≥ 95 % of at
 * least 8 names) and whole names only where the endings would be wrong or silent and at least two lists have the name.
 * The same packages give the same bytes.
 */
import { createRequire } from 'node:module';
import { FIRST_NAMES_HEADER } from '../../core/quotes/gender.ts';

const PURITY = 0.95;
const SUPPORT = 8;
const LANGUAGES = ['en', 'it', 'es', 'fr', 'de', 'tr'];

type Gender = 'female' | 'male';
interface Name {
  readonly name: string;
  readonly gender: Gender;
  /** How many lists have it. */
  readonly lists: number;
}

const require = createRequire(import.meta.url);

function readNames(): Name[] {
  const all = new Map<string, Map<string, string>>();
  for (const language of LANGUAGES) {
    const list: unknown = require(`gender-detection-from-name/names/${language}.js`);
    const map = list instanceof Map ? list : Object.values(list as object).find((v) => v instanceof Map);
    if (!(map instanceof Map)) throw new Error(`no list of names for ${language}`);
    for (const [name, gender] of map as Map<string, string>) {
      const entry = all.get(name) ?? new Map<string, string>();
      entry.set(language, gender);
      all.set(name, entry);
    }
  }
  const out: Name[] = [];
  for (const [name, byList] of all) {
    const genders = new Set(byList.values());
    const [gender] = genders;
    if (genders.size !== 1 || !/^\p{L}[\p{L}'-]+$/u.test(name)) continue;
    if (gender === 'female' || gender === 'male')
      out.push({ name: name.normalize('NFKD').replace(/\p{M}/gu, ''), gender, lists: byList.size });
  }
  return out.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

type Verdict = Gender | 'unknown';

function endings(names: readonly Name[]): Map<string, Verdict> {
  const counts = new Map<string, { female: number; male: number }>();
  const longer = new Map<string, Set<string>>();
  for (const { name, gender } of names) {
    const whole = `^${name}`;
    for (let k = 1; k <= whole.length; k++) {
      const ending = whole.slice(-k);
      const count = counts.get(ending) ?? { female: 0, male: 0 };
      count[gender]++;
      counts.set(ending, count);
      if (k > 1) longer.set(ending.slice(1), (longer.get(ending.slice(1)) ?? new Set()).add(ending));
    }
  }
  const rules = new Map<string, Verdict>();
  const walk = (ending: string, inherited: Verdict): void => {
    const count = counts.get(ending) ?? { female: 0, male: 0 };
    const total = count.female + count.male;
    const best: Gender = count.female > count.male ? 'female' : 'male';
    let verdict = inherited;
    if (total >= SUPPORT) verdict = count[best] / total >= PURITY ? best : 'unknown';
    if (verdict !== inherited) rules.set(ending, verdict);
    for (const next of longer.get(ending) ?? []) walk(next, verdict);
  };
  for (const ending of [...counts.keys()].filter((e) => e.length === 1)) walk(ending, 'unknown');
  return rules;
}

function verdictOf(rules: ReadonlyMap<string, Verdict>, name: string): Verdict {
  const whole = `^${name}`;
  for (let k = whole.length; k > 0; k--) {
    const verdict = rules.get(whole.slice(-k));
    if (verdict) return verdict;
  }
  return 'unknown';
}

/** The table's bytes; its form is told where it is read (`readFirstNames`). */
export function buildTable(): Uint8Array {
  const names = readNames();
  const rules = endings(names);
  for (const { name, gender, lists } of names) if (lists > 1 && verdictOf(rules, name) !== gender) rules.set(`^${name}`, gender);
  const lines = [...rules].map(([ending, verdict]) => `${ending}\t${verdict}`).sort();
  return new TextEncoder().encode([FIRST_NAMES_HEADER, ...lines].join('\n'));
}
