import type { Span } from '../../../src/core/text/span.ts';

/** Takes marked places out of a text: ⟨…⟩ the speaker, ‹…› the cue, ⟦…⟧ any other place, in order. */
export interface MarkedText {
  readonly text: string;
  readonly speakers: readonly Span[];
  readonly cues: readonly Span[];
  readonly places: readonly Span[];
}

const KINDS: ReadonlyMap<string, 'speakers' | 'cues' | 'places'> = new Map([
  ['⟨', 'speakers'],
  ['‹', 'cues'],
  ['⟦', 'places'],
]);
const CLOSING = '⟩›⟧';

export function readMarked(marked: string): MarkedText {
  const found: Record<'speakers' | 'cues' | 'places', Span[]> = { speakers: [], cues: [], places: [] };
  const open: { kind: 'speakers' | 'cues' | 'places'; start: number }[] = [];
  let text = '';
  for (const c of marked) {
    const kind = KINDS.get(c);
    if (kind) open.push({ kind, start: text.length });
    else if (CLOSING.includes(c)) {
      const last = open.pop();
      if (!last) throw new Error(`unbalanced place in ${marked}`);
      found[last.kind].push({ start: last.start, end: text.length });
    } else text += c;
  }
  if (open.length > 0) throw new Error(`unbalanced place in ${marked}`);
  return { text, ...found };
}
