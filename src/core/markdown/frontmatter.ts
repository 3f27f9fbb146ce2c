import { isMap, LineCounter, parseDocument } from 'yaml';
import { ownCopy } from '../text/own.ts';
import { remembered } from '../text/recent.ts';
import type { Span } from '../text/span.ts';

export interface FrontMatter {
  /** From the opening to behind the closing fence and its line end. */
  readonly span: Span;
  readonly data: Readonly<Record<string, unknown>>;
  /** What is wrong with the YAML, with the 0-based line in the whole text. */
  readonly problems: readonly { readonly message: string; readonly line: number }[];
}

const FENCE = /^\uFEFF?---[ \t]*(?:\r\n|\n|\r)/;
const END = /(?:^|\r\n|\n|\r)(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|$)/;

/**
 * The YAML front matter with which a Markdown text begins, or undefined. Broken YAML gives problems and what could be read;
 * never throws. Aliases are not expanded beyond the parser's limit, so a small text cannot grow into a large value.
 */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const opening = FENCE.exec(text);
  if (opening === null) return undefined;
  const from = opening[0].length;
  const closing = END.exec(text.slice(from));
  if (closing === null) return undefined;
  return known(ownCopy(text.slice(0, from + closing.index + closing[0].length)));
}

/** Front matter of a few briefings, in UTF-16 units: most edits are made behind it. */
const REMEMBERED = 50_000;
const known = remembered(readYaml, REMEMBERED);

/** @param written from the opening to behind the closing fence */
function readYaml(written: string): FrontMatter {
  const from = FENCE.exec(written)?.[0].length ?? 0;
  const yaml = written.slice(from, from + (END.exec(written.slice(from))?.index ?? 0));
  const span = { start: 0, end: written.length };
  const lines = new LineCounter();
  const problems: { message: string; line: number }[] = [];
  let data: Record<string, unknown> = {};
  try {
    const document = parseDocument(yaml, { lineCounter: lines, logLevel: 'silent', prettyErrors: false, maxAliasCount: 100 } as Parameters<
      typeof parseDocument
    >[1]);
    for (const error of document.errors) problems.push({ message: error.message, line: lines.linePos(error.pos[0]).line });
    if (isMap(document.contents)) data = document.toJS({ maxAliasCount: 100 }) as Record<string, unknown>;
  } catch (error) {
    problems.push({ message: error instanceof Error ? error.message : String(error), line: 0 });
  }
  return { span, data, problems };
}
