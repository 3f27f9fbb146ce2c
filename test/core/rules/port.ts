/** Sources about a port, for what takes several of them to be seen: an article, its reprint, one that disagrees with both, and others. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { SourceChange } from '../../../src/core/service.ts';
import { source } from '../library/fixture.ts';

const fixture = path.resolve(import.meta.dirname, '../../fixtures/faults/sources.json');
const texts = JSON.parse(readFileSync(fixture, 'utf8')) as Readonly<Record<string, string>>;

export const FIRE = texts['sources/daily.txt'] ?? '';
export const OTHER = texts['sources/wire.txt'] ?? '';
export const port: readonly SourceChange[] = Object.entries(texts).map(([file, text]) => source(file, text));
