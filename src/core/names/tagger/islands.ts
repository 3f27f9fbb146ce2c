import { i32, u8 } from './columns.ts';
import { flagsOf, PARTICLE } from './lexicon.ts';
import { FIRST_OF_SENTENCE, GLUED, hashWord, INITIAL, MARK, NUMBER, SMALL, type Tokens } from './tokens.ts';

/** Small words and marks that join the parts of one name: "Bank of the North", "Doctors Without Borders", "AT&T". */
const BRIDGES: ReadonlySet<number> = new Set(
  "of the and for in on to at with from without against de la le les el al du des di da do dos e y und et van von der den bin bint ibn ben abu ul & - . , ' 's ’s / + @ !"
    .split(' ')
    .map((word) => hashWord(word)),
);
/** Words that may stand alone between two parts, but not beside another: a comma joins nothing with "in". */
const COMMA = hashWord(',');
/** At most so many bridges in a row. */
const LONGEST_BRIDGE = 3;
/** Longer islands are cut: no name is as long, and memory stays small on a text of capitals. */
const LONGEST_ISLAND = 256;

/** Stretches of tokens in which names may stand: from one capital to the last that bridges reach, within a sentence. */
export class Islands {
  count = 0;
  start = new Int32Array(256);
  end = new Int32Array(256);

  find(tokens: Tokens, entries: Int32Array): void {
    this.count = 0;
    let i = 0;
    while (i < tokens.count) {
      if (u8(tokens.form, i) < INITIAL) {
        i++;
        continue;
      }
      // "al-Qaida", "de Klerk": small particles before the capital belong to it.
      let start = i;
      while (start > 0 && i - start < 4 && (u8(tokens.flags, start) & FIRST_OF_SENTENCE) === 0 && leads(tokens, entries, start - 1))
        start--;
      if (this.count > 0 && start < i32(this.end, this.count - 1)) start = i32(this.end, this.count - 1);
      let end = i + 1;
      let next = end;
      while (
        next < tokens.count &&
        next - end <= LONGEST_BRIDGE &&
        next - start < LONGEST_ISLAND &&
        (u8(tokens.flags, next) & FIRST_OF_SENTENCE) === 0
      ) {
        if (u8(tokens.form, next) >= INITIAL) {
          end = next + 1;
          next = end;
        } else if (joins(tokens, next, end)) next++;
        else break;
      }
      // A figure or a glued small word may end a name: "Channel 4", "Al-hakim".
      while (end < tokens.count && end - start < LONGEST_ISLAND && (u8(tokens.flags, end) & FIRST_OF_SENTENCE) === 0 && trails(tokens, end))
        end++;
      this.#push(start, end);
      i = end;
    }
  }

  #push(start: number, end: number): void {
    if (this.count === this.start.length) {
      const size = this.count * 2;
      const starts = new Int32Array(size);
      const ends = new Int32Array(size);
      starts.set(this.start);
      ends.set(this.end);
      this.start = starts;
      this.end = ends;
    }
    this.start[this.count] = start;
    this.end[this.count] = end;
    this.count++;
  }
}

function joins(tokens: Tokens, i: number, from: number): boolean {
  const word = i32(tokens.word, i);
  if (word === COMMA) return i === from;
  return BRIDGES.has(word) || u8(tokens.form, i) === NUMBER;
}

function leads(tokens: Tokens, entries: Int32Array, i: number): boolean {
  const form = u8(tokens.form, i);
  if (form === MARK)
    return i > 0 && (u8(tokens.flags, i) & GLUED) !== 0 && (u8(tokens.flags, i + 1) & GLUED) !== 0 && leads(tokens, entries, i - 1);
  return form === SMALL && (flagsOf(i32(entries, i)) & PARTICLE) !== 0;
}

function trails(tokens: Tokens, i: number): boolean {
  const form = u8(tokens.form, i);
  if (form === NUMBER) return true;
  if ((u8(tokens.flags, i) & GLUED) === 0) return false;
  return (
    form === SMALL || (form === MARK && i + 1 < tokens.count && (u8(tokens.flags, i + 1) & GLUED) !== 0 && u8(tokens.form, i + 1) === SMALL)
  );
}
