/** Files that a command reads one after the other: as briefings where they are Markdown, else as articles of any format. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { plainBriefing } from '../core/library/plain.ts';
import { type ParsedBriefing, parseBriefing } from '../core/markdown/prose.ts';
import { defaultSettings } from '../core/service.ts';
import { formatOf } from '../core/sources/formats.ts';
import { readSource } from '../core/sources/read.ts';
import { explain } from '../worker/files.ts';
import type { Io } from './io.ts';

export interface ReadFile {
  readonly id: string;
  readonly parsed: ParsedBriefing;
}

/** Reads a file. Offsets are into its text, or into the text that was extracted from it. @throws Error with path and reason */
export async function readAny(io: Io, file: string): Promise<ReadFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path.resolve(io.cwd, file));
  } catch (error) {
    throw new Error(`${file}: ${explain(error)}`);
  }
  // A file without a known ending is plain text.
  const name = formatOf(file) === undefined ? `${file}.txt` : file;
  const { article, problems } = await readSource({ path: name, bytes, size: bytes.length }, { maxFileSize: defaultSettings.maxFileSize });
  if (!article) throw new Error(problems[0]?.message ?? `${file} could not be read.`);
  return { id: file, parsed: article.format === 'md' ? parseBriefing(article.text) : plainBriefing(article.text) };
}
