import { printable } from '../core/reports/printable.ts';
import { FAILED, type Io, OK } from './io.ts';
import { LineError, linesOf, objectOf } from './lines.ts';

/**
 * Answers each input line with one output line, in order, holding one of them at a time; the next line is read when the
 * answer was taken. A line that cannot be used is told on the standard error with its number, and the rest goes on.
 * @returns the exit code: 2 when any line was bad
 */
export async function eachLine(io: Io, answer: (object: Readonly<Record<string, unknown>>) => unknown): Promise<number> {
  let code: number = OK;
  for await (const { number, text } of linesOf(io.input)) {
    if (text.trim() === '') continue;
    try {
      await io.out(`${JSON.stringify(await answer(objectOf(text)))}\n`);
    } catch (error) {
      if (!(error instanceof LineError)) throw error;
      io.err(`attest: line ${number}: ${printable(error.message)}\n`);
      code = FAILED;
    }
  }
  return code;
}
