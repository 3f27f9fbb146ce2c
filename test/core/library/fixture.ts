/** A library in memory, made of texts. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { silent, type World } from '../../../src/core/library/world.ts';
import { LocalService } from '../../../src/core/library.ts';
import type { BriefingReport } from '../../../src/core/model.ts';
import { neverCancelled } from '../../../src/core/ports.ts';
import type { BriefingText, SourceChange } from '../../../src/core/service.ts';
import { builtTable } from '../../../src/tools/build/data.ts';
import { firstNamesBytes, lexiconBytes } from '../tables.ts';

const sample = path.resolve(import.meta.dirname, '../../../media/sample/sources');
const model = path.resolve(import.meta.dirname, '../../../src/core/names/model/names.bin');
const encoder = new TextEncoder();
let tagger: Uint8Array | undefined;
let table: Promise<Uint8Array> | undefined;

/** The gazetteer's bytes as the build makes them: built once, then kept by the build. */
export function gazetteerBytes(): Promise<Uint8Array> {
  table ??= builtTable(path.resolve(import.meta.dirname, '../../..'), 'gazetteer.bin').then(({ bytes }) => bytes);
  return table;
}

/** Names of the tables that ship. */
export const TABLES = ['gazetteer.bin', 'names.bin', 'lexicon.txt', 'first-names.txt'];

/** The tables as they ship, by name. */
export async function load(name: string): Promise<Uint8Array | undefined> {
  if (name === 'gazetteer.bin') return gazetteerBytes();
  if (name === 'lexicon.txt') return lexiconBytes;
  if (name === 'first-names.txt') return firstNamesBytes;
  if (name !== 'names.bin') return undefined;
  tagger ??= readFileSync(model);
  return tagger;
}

/** A world without files, with the gazetteer of the build. */
export function world(extra: Partial<World> = {}): World {
  return {
    assets: { load },
    clock: { now: () => 0 },
    log: silent,
    ...extra,
  };
}

/** A source given as its text. */
export function source(file: string, text: string): SourceChange {
  const bytes = encoder.encode(text);
  return { path: file, size: bytes.length, modified: 1, bytes };
}

/** The two articles of the sample, as they stand in the folder. */
export function seeds(): SourceChange[] {
  return ['000_c980effe1f55e4a2.txt', '003_ce60f647ed50ed9e.txt'].map((name) =>
    source(`sources/${name}`, readFileSync(path.join(sample, name), 'utf8')),
  );
}

export async function library(sources: readonly SourceChange[], extra: Partial<World> = {}): Promise<LocalService> {
  const service = new LocalService(world(extra));
  await service.update(sources, [], neverCancelled);
  return service;
}

export function briefing(text: string, version = 1, file = 'briefing.md'): BriefingText {
  return { path: file, version, text };
}

/** Each finding as "code [its words] message". */
export function told(text: string, report: BriefingReport): string[] {
  return report.findings.map((f) => `${f.code} [${text.slice(f.start, f.end)}] ${f.message}`);
}
