import { plainBriefing } from '../core/library/plain.ts';
import type { Tables } from '../core/library/tables.ts';
import type { ParsedBriefing } from '../core/markdown/prose.ts';
import { recognise } from '../core/names/recognise.ts';
import { Register } from '../core/names/register.ts';
import { neverCancelled } from '../core/ports.ts';
import { printable } from '../core/reports/printable.ts';
import { formatOf } from '../core/sources/formats.ts';
import { NodeFiles } from '../worker/files.ts';
import { readAny } from './files.ts';
import { FAILED, type Io, OK, UsageError } from './io.ts';
import { idOf, textOf } from './lines.ts';
import { oneOf, readOptions, text } from './options.ts';
import { eachLine } from './stream.ts';
import { tablesOf } from './tables.ts';
import { type NamedText, namesIn } from './text.ts';

/** What a command says of one text. */
export type ItemsOf = (parsed: ParsedBriefing, named: NamedText, tables: Tables) => readonly unknown[];

/**
 * The commands that write one line {"id","items"} for each text: names, quotes, claims. With `--sources` entities are those of
 * that library; without files, the texts are its articles.
 */
export async function itemsCommand(command: string, args: readonly string[], io: Io, itemsOf: ItemsOf): Promise<number> {
  const { values, files } = readOptions(args, {
    sources: { type: 'string' },
    format: { type: 'string' },
    'stdin-jsonl': { type: 'boolean' },
  });
  oneOf(values, 'format', ['jsonl'], 'jsonl');
  const folder = text(values, 'sources');
  const streams = values['stdin-jsonl'] === true;
  if (streams && files.length > 0) throw new UsageError('--stdin-jsonl reads the standard input, and no files.');
  if (!streams && files.length === 0 && folder === undefined)
    throw new UsageError(`Which texts? attest ${command} FILE…, --sources DIR or --stdin-jsonl`);
  const context = await tablesOf(io);
  let code: number = OK;
  const articles = folder === undefined ? [] : await articlesIn(io, folder);
  let register: Register | undefined;
  if (folder !== undefined) {
    register = new Register(context.gazetteer);
    for (const file of articles)
      await guarded(file, async (parsed) => register?.addArticle(file, parsed.text, recognise(parsed.text, context)));
  }
  const line = (id: string | number, parsed: ParsedBriefing): string =>
    `${JSON.stringify({ id, items: itemsOf(parsed, namesIn(parsed.text, context, register), context) })}\n`;
  if (streams) {
    return eachLine(io, (object) => {
      const id = idOf(object);
      const parsed = plainBriefing(textOf(object, 'text'));
      return { id, items: itemsOf(parsed, namesIn(parsed.text, context, register), context) };
    });
  }
  for (const file of files.length > 0 ? files : articles) await guarded(file, (parsed) => io.out(line(file, parsed)));
  return code;

  /** A file that cannot be read costs itself alone. */
  async function guarded(file: string, use: (parsed: ParsedBriefing) => Promise<unknown> | undefined): Promise<void> {
    let parsed: ParsedBriefing;
    try {
      ({ parsed } = await readAny(io, file));
    } catch (error) {
      io.err(`attest: ${printable(error instanceof Error ? error.message : String(error))}\n`);
      code = FAILED;
      return;
    }
    await use(parsed);
  }
}

/** Paths of the articles in a folder, below the working directory as it was named. */
async function articlesIn(io: Io, folder: string): Promise<string[]> {
  const { resolve } = await import('node:path');
  const entries = await new NodeFiles(resolve(io.cwd, folder)).list(['**'], neverCancelled);
  if (entries.length === 0) throw new UsageError(`--sources: ${folder} holds no files.`);
  const base = folder.replace(/[/\\]+$/, '');
  return entries.filter(({ path }) => formatOf(path) !== undefined).map(({ path }) => `${base}/${path}`);
}
