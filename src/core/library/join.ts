import type { NameSpan } from '../model.ts';
import { encloses, overlaps } from '../text/span.ts';

/**
 * The names of a text, joined from what the recogniser saw and what the library knows: the library's names count where the
 * recogniser saw none, saw less of them, or was less sure what they name. Both are in order and without overlaps, and so is
 * the result.
 */
export function joinNames(recognised: readonly NameSpan[], known: readonly NameSpan[]): NameSpan[] {
  const out: NameSpan[] = [];
  let at = 0;
  for (const name of known) {
    for (let next = recognised[at]; next !== undefined && next.end <= name.start; next = recognised[++at]) out.push(next);
    let last = at;
    let yields = true;
    for (let other = recognised[last]; other !== undefined && overlaps(other, name); other = recognised[++last])
      if (!yieldsTo(other, name)) yields = false;
    if (!yields) continue;
    out.push(name);
    at = last;
  }
  return [...out, ...recognised.slice(at)];
}

function yieldsTo(seen: NameSpan, name: NameSpan): boolean {
  if (seen.form !== 'name' || !encloses(name, seen)) return false;
  return seen.start !== name.start || seen.end !== name.end || seen.confidence < name.confidence;
}
