/**
 * Asks a library that is indexed already, in a process that did not index it, as the next window does: reads an `Asked` as JSON from
 * its standard input and writes the `Answers`. Run by `library.ts`. With `--cold` index and tables are taken out of the system's memory
 * first, and times are those of the clock.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalService } from '../../src/core/library.ts';
import { neverCancelled } from '../../src/core/ports.ts';
import type { BriefingText } from '../../src/core/service.ts';
import { clocked, forgetFiles, millisecondsSince, open, processorTime, type Quantiles, quantiles, waited } from './measures.ts';

/** The first questions meet code that is not compiled yet. */
export const WARM = 20;

export interface Asked {
  readonly root: string;
  readonly assets: string;
  /** What the first hover is on, and then the questions; the first `WARM` of these are not counted. */
  readonly first: string;
  readonly texts: readonly string[];
}

export interface Answers {
  /** ms from opening the index to the first hover, tables loaded anew: of processor time, and of the clock when they are cold. */
  readonly start: number;
  /** ms of a scan that finds nothing changed. */
  readonly unchanged: number;
  readonly hover: Quantiles;
  /** From a word more in a paragraph that was checked to what is found in it now. */
  readonly edit: Quantiles;
  readonly evidence: Quantiles;
  /** Of sources, with the beginning of a key, and with nothing typed behind "[@". */
  readonly completion: Quantiles;
  readonly bare: Quantiles;
  /** MB: of the heap and outside it, after a collection; of the whole process. */
  readonly memory: number;
  readonly resident: number;
}

const cold = process.argv.includes('--cold');

async function answer({ root, assets, first, texts }: Asked): Promise<Answers> {
  if (cold) forgetFiles([join(root, 'index.db'), ...readdirSync(assets).map((name) => join(assets, name))]);
  const beginning = process.cpuUsage();
  const began = performance.now();
  const { service, store } = await open(root, assets);
  await service.hover({ path: 'first.md', version: 1, text: first }, firstName(first), neverCancelled);
  const start = cold ? performance.now() - began : millisecondsSince(beginning);
  const unchanged = await processorTime(() => service.scan(neverCancelled));
  const asked = await questions(service, texts);
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  await store.close();
  return { start, unchanged, ...asked, memory: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}

/** Where a name may begin: the first capital that does not begin the sentence. */
function firstName(text: string): number {
  return Math.max(0, text.search(/(?<=\s)\p{Lu}/u));
}

/** Asks about each text in a briefing of its own: what is asked was not asked before. Times are those that the answer is waited for. */
async function questions(
  service: LocalService,
  texts: readonly string[],
): Promise<Omit<Answers, 'start' | 'unchanged' | 'memory' | 'resident'>> {
  const times = { hover: [] as number[], edit: [] as number[], evidence: [] as number[], completion: [] as number[], bare: [] as number[] };
  const timed = async (kind: keyof typeof times, count: boolean, ask: () => Promise<unknown>): Promise<void> => {
    const took = await (cold ? clocked : waited)(ask);
    if (count) times[kind].push(took);
  };
  for (const [i, text] of texts.entries()) {
    const briefing = { path: `${i}.md`, version: 1, text };
    // What is typed is checked before anybody rests the mouse on it.
    const { mentions } = await service.check(briefing, neverCancelled);
    const mention = mentions[i % Math.max(mentions.length, 1)];
    const at = mention?.start ?? 0;
    if (mention) await timed('hover', i >= WARM, () => service.hover(briefing, at, neverCancelled));
    const middle = text.lastIndexOf(' ', text.length / 2) + 1;
    const edited = { ...briefing, version: 2, text: `${text.slice(0, middle)}slowly ${text.slice(middle)}` };
    await timed('edit', i >= WARM, () => service.check(edited, neverCancelled));
    // Whoever asks for these may have just typed the sentence: nothing is known of it yet.
    const unread = (step: number): BriefingText => ({ ...briefing, text: texts[(i + step) % texts.length] ?? '' });
    const [sought, begun, bare] = [
      unread(Math.ceil(texts.length / 2)),
      unread(Math.ceil(texts.length / 3)),
      unread(Math.ceil(texts.length / 5)),
    ];
    await timed('evidence', i >= WARM, () => service.evidenceAt(sought, 0, 5, neverCancelled));
    await timed('completion', i >= WARM, () => service.suggestSources(begun, 0, `a${i}`, 20, neverCancelled));
    await timed('bare', i >= WARM, () => service.suggestSources(bare, 0, '', 20, neverCancelled));
    await service.close(briefing.path);
  }
  const { hover, edit, evidence, completion, bare } = times;
  return {
    hover: quantiles(hover),
    edit: quantiles(edit),
    evidence: quantiles(evidence),
    completion: quantiles(completion),
    bare: quantiles(bare),
  };
}

if (import.meta.main) process.stdout.write(JSON.stringify(await answer(JSON.parse(readFileSync(0, 'utf8')) as Asked)));
