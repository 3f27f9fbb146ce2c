import { i32, u8 } from './columns.ts';
import { KINDS } from './labels.ts';
import { CITY, COMMON, COUNTRY, flagsOf, ORGANISATION, PERSON, REGION } from './lexicon.ts';
import type { TaggedName } from './names.ts';
import type { Reading } from './reading.ts';
import { INITIAL, SHOUTED } from './tokens.ts';

const ORGANISATION_KIND = KINDS.indexOf('organisation');
const PERSON_KIND = KINDS.indexOf('person');
const PLACE = KINDS.indexOf('place');
/** Lead given to a name that a list alone vouches for. */
const LISTED_MARGIN = 1.5;

/**
 * Puts listed places where the model left them out or cut them: "Democratic Republic of the Congo", "Russian
 * Federation". A name of an organisation or a person that holds the place, or crosses it, stays.
 */
export function places(names: readonly TaggedName[], reading: Reading): TaggedName[] {
  const { tokens, marks, islands } = reading;
  const out: TaggedName[] = [];
  let next = 0;
  for (let island = 0; island < islands.count; island++) {
    const end = i32(islands.end, island);
    for (let i = i32(islands.start, island); i < end; ) {
      const to = phraseEnd(i, end);
      if (to === i) {
        i++;
        continue;
      }
      while ((names[next]?.to ?? Infinity) <= i) push();
      if (fits(i, to)) {
        while ((names[next]?.from ?? Infinity) < to) next++;
        out.push({ from: i, to, kind: PLACE, margin: LISTED_MARGIN });
      }
      i = to;
    }
  }
  while (next < names.length) push();
  return out;

  function push(): void {
    const name = names[next++];
    if (name) out.push(name);
  }

  /** End of the listed place that begins at `i`, or `i`. */
  function phraseEnd(i: number, limit: number): number {
    const kinds = u8(marks.kinds, i);
    const place = u8(marks.places, i);
    if ((u8(tokens.flags, i) & SHOUTED) !== 0 || (kinds & (ORGANISATION | PERSON)) !== 0) return i;
    if (place === 1) {
      const lone = i32(reading.runEnd, i) - i32(reading.runStart, i) === 1 && (flagsOf(i32(reading.entries, i)) & COMMON) === 0;
      return lone && (kinds & COUNTRY) !== 0 ? i + 1 : i;
    }
    if (place !== 2 || (kinds & (COUNTRY | REGION | CITY)) === 0) return i;
    let to = i + 1;
    while (to < limit && u8(marks.places, to) === 3) to++;
    return to < limit && u8(marks.places, to) === 4 ? to + 1 : i;
  }

  /** True when what the model found there is nothing, or places and peoples within the listed one. */
  function fits(from: number, to: number): boolean {
    // "South Africa Airways", "New York Times": the run of capitals goes on.
    if (u8(tokens.form, to) >= INITIAL && i32(reading.runEnd, to - 1) > to) return false;
    for (let k = next; (names[k]?.from ?? Infinity) < to; k++) {
      const name = names[k];
      if (name === undefined) break;
      if (name.from < from || name.to > to) return false;
      if (name.from === from && name.to === to && name.kind === PLACE) return false;
      if (name.kind === ORGANISATION_KIND || name.kind === PERSON_KIND) return false;
    }
    return i32(reading.runStart, from) === from;
  }
}
