import { bibliography as items } from '../core/reports/bibliography.ts';
import { type Io, OK, UsageError } from './io.ts';
import { openLibrary } from './library.ts';
import { readOptions, text } from './options.ts';

/** `attest bibliography --sources DIR`: CSL-JSON, sorted by path. */
export async function bibliography(args: readonly string[], io: Io): Promise<number> {
  const { values, files } = readOptions(args, { sources: { type: 'string' } });
  const folder = text(values, 'sources');
  if (folder === undefined || files.length > 0) throw new UsageError('attest bibliography --sources DIR');
  const { service } = await openLibrary(io, folder, []);
  await io.out(`${JSON.stringify(items(await service.sources()), undefined, 2)}\n`);
  return OK;
}
