import { UsageError } from './io.ts';

/** One line of input. The number counts from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A line beyond this many UTF-16 units is refused: the whole of it would have to be held. */
export const LONGEST_LINE = 100_000_000;

/** The lines of a stream, those that a piece of it completes together; no more is read while they are worked on. `\n` and `\r\n` end lines. @throws UsageError */
export async function* linesOf(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<readonly Line[]> {
  const decoder = new TextDecoder('utf-8');
  let parts: string[] = [];
  let held = 0;
  let number = 0;
  const take = (text: string): Line => {
    parts.push(text);
    const whole = parts.join('');
    parts = [];
    held = 0;
    number++;
    return { number, text: whole.endsWith('\r') ? whole.slice(0, -1) : whole };
  };
  for await (const piece of input) {
    const text = typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
    const lines: Line[] = [];
    let from = 0;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', from)) {
      lines.push(take(text.slice(from, at)));
      from = at + 1;
    }
    if (lines.length > 0) yield lines;
    if (from < text.length) {
      parts.push(text.slice(from));
      held += text.length - from;
      if (held > LONGEST_LINE) throw new UsageError(`Line ${number + 1} is longer than ${LONGEST_LINE} characters.`);
    }
  }
  const rest = decoder.decode();
  if (held > 0 || rest !== '') yield [take(rest)];
}

/** What a bad line is: the rest of the input goes on. */
export class LineError extends Error {
  override readonly name = 'LineError';
}

/** The JSON object of a line. @throws LineError */
export function objectOf(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new LineError(`no JSON (${error instanceof Error ? error.message : 'unreadable'})`);
  }
  if (!isObject(value)) throw new LineError('an object was expected, {"id", …}');
  return value;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The line's `id`, as it came: text or number. @throws LineError */
export function idOf(object: Readonly<Record<string, unknown>>): string | number {
  const { id } = object as { readonly id?: unknown };
  if (typeof id === 'string' || typeof id === 'number') return id;
  throw new LineError('"id" is missing; a text or a number was expected');
}

/** A property that must be text. @throws LineError */
export function textOf(object: Readonly<Record<string, unknown>>, name: string): string {
  const value = object[name];
  if (typeof value === 'string') return value;
  throw new LineError(`"${name}" is missing; text was expected`);
}
