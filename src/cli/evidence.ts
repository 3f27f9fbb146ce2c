import { judgeSupport, prepareClaim, preparePassages, rankPassages } from '../core/claims/evidence.ts';
import type { Lexicon } from '../core/claims/lexicon/lexicon.ts';
import { neverCancelled } from '../core/ports.ts';
import { evidenceJson } from '../core/reports/check.ts';
import { type Io, OK, UsageError } from './io.ts';
import { idOf, LineError, textOf } from './lines.ts';
import { readOptions, text } from './options.ts';
import { eachLine } from './stream.ts';
import { lexiconOf } from './tables.ts';

/** `attest evidence --sources DIR --claim TEXT [-n 5]`, or `--stdin-jsonl` with {"id","claim","passages"}. */
export async function evidence(args: readonly string[], io: Io): Promise<number> {
  const { values, files } = readOptions(args, {
    sources: { type: 'string' },
    claim: { type: 'string' },
    number: { type: 'string', short: 'n' },
    'stdin-jsonl': { type: 'boolean' },
  });
  if (files.length > 0) throw new UsageError(`What is “${files[0] ?? ''}”? attest evidence reads --sources DIR, or --stdin-jsonl.`);
  if (values['stdin-jsonl'] === true) {
    const lexicon = await lexiconOf(io);
    return eachLine(io, (object) => judged(object, lexicon));
  }
  const claim = text(values, 'claim');
  const folder = text(values, 'sources');
  if (claim === undefined || folder === undefined) throw new UsageError('attest evidence --sources DIR --claim TEXT, or --stdin-jsonl');
  const limit = Number(text(values, 'number') ?? '5');
  if (!Number.isInteger(limit) || limit < 1) throw new UsageError('-n is a whole number from 1 on.');
  const { openLibrary } = await import('./library.ts');
  const { service } = await openLibrary(io, folder, []);
  const { found, verdict, support } = await service.support(claim, limit, neverCancelled);
  const ranked = found.map(evidenceJson);
  await io.out(`${JSON.stringify({ claim, ranked, verdict, support })}\n`);
  return OK;
}

/** Ranks exactly the passages of one line, and judges whether they carry the claim. */
function judged(object: Readonly<Record<string, unknown>>, lexicon: Lexicon): unknown {
  const id = idOf(object);
  const claim = prepareClaim(textOf(object, 'claim'), { lexicon });
  const passages = preparePassages(passagesOf(object));
  const ranked = rankPassages(claim, passages);
  const { verdict, support } = judgeSupport(claim, passages, ranked);
  return { id, ranked: ranked.map(({ index, score }) => ({ index, score })), verdict, support };
}

function passagesOf(object: Readonly<Record<string, unknown>>): string[] {
  const { passages } = object as { readonly passages?: unknown };
  if (!Array.isArray(passages)) throw new LineError('"passages" is missing; a list of texts was expected');
  return passages.map((passage) => {
    if (typeof passage !== 'string') throw new LineError('"passages" must be texts');
    return passage;
  });
}
