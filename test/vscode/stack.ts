/** Stack traces of bundled code in the terms of its sources. VS Code sets `Error.prepareStackTrace`, so Node's own mapping does nothing there. */
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.ts';

const maps = new Map<string, SourceMap | undefined>();

/** Replaces the positions of files that have a source map beside them. */
export function mapStack(stack: string): string {
  return stack.replace(
    /(file:\/\/\/[^\s():]+|(?:[A-Za-z]:)?[/\\][^\s():]+):(\d+):(\d+)/g,
    (place, file: string, line: string, column: string) => {
      const path = file.startsWith('file:') ? fileURLToPath(file) : file;
      const entry = sourceMap(path)?.findEntry(Number(line) - 1, Number(column) - 1);
      if (entry === undefined || !('originalSource' in entry)) return place;
      const source = resolve(dirname(path), entry.originalSource);
      return `${relative(root, source)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    },
  );
}

function sourceMap(path: string): SourceMap | undefined {
  if (!maps.has(path)) maps.set(path, load(path));
  return maps.get(path);
}

function load(path: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')));
  } catch {
    return undefined;
  }
}
