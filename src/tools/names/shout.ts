import { Tokens, tokenise } from '../../core/names/tagger/tokens.ts';
import type { TokenName } from './clean.ts';
import { Random } from './random.ts';

/** Share of the lines that become headlines. */
const HEADLINES = 0.3;
/** Share of the names elsewhere that stand in capitals, as in datelines. */
const DATELINES = 0.15;

/** The text with some lines, and some names elsewhere, in capitals; nothing when its tokens would differ. */
export function shout(text: string, names: readonly TokenName[], seed: number): string | undefined {
  const random = new Random(seed);
  const tokens = new Tokens();
  tokenise(text, tokens);
  let out = '';
  for (const line of text.split(/(?<=\n)/)) out += random.unit() < HEADLINES ? line.toUpperCase() : line;
  if (out.length !== text.length) return undefined;
  for (const name of names) {
    if (random.unit() >= DATELINES) continue;
    const start = tokens.start[name.from] ?? 0;
    const end = tokens.end[name.to - 1] ?? 0;
    out = out.slice(0, start) + out.slice(start, end).toUpperCase() + out.slice(end);
  }
  if (out.length !== text.length) return undefined;
  const again = new Tokens();
  tokenise(out, again);
  if (again.count !== tokens.count) return undefined;
  for (let i = 0; i < tokens.count; i++) if (again.start[i] !== tokens.start[i]) return undefined;
  return out;
}
