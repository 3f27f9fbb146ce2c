import { printable } from '../core/reports/printable.ts';
import { FAILED, type Io, OK } from './io.ts';
import { LineError, linesOf, objectOf } from './lines.ts';

/** Answers are written together up to so many characters: a call for each line costs more than many a line's answer. */
const TOGETHER = 1 << 16;

/**
 * Answers each input line with one output line, in order. The answers to the lines that came together are written before more
 * input is read. A line that cannot be used is told on the standard error with its number, and the rest goes on.
 * @returns the exit code: 2 when any line was bad
 */
export async function eachLine(io: Io, answer: (object: Readonly<Record<string, unknown>>) => unknown): Promise<number> {
  let code: number = OK;
  for await (const lines of linesOf(io.input)) {
    let answers = '';
    try {
      for (const { number, text } of lines) {
        if (text.trim() === '') continue;
        try {
          answers += `${JSON.stringify(await answer(objectOf(text)))}\n`;
        } catch (error) {
          if (!(error instanceof LineError)) throw error;
          io.err(`attest: line ${number}: ${printable(error.message)}\n`);
          code = FAILED;
        }
        if (answers.length < TOGETHER) continue;
        await io.out(answers);
        answers = '';
      }
    } finally {
      if (answers !== '') await io.out(answers);
    }
  }
  return code;
}
