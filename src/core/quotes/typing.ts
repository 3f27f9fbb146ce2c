/** A quotation that is being written, up to the caret. */
export interface OpenQuotation {
  /** The words so far. */
  readonly typed: string;
  /** Where its opening mark stands, in UTF-16 units of the line. */
  readonly start: number;
  /** Its opening mark, and the mark that closes it. */
  readonly marks: readonly [open: string, close: string];
}

/** Longer stretches without a closing mark are no quotation that somebody is typing. */
const REACH = 400;
const CLOSES: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
  ['"', '"'],
]);

/** The quotation that is open at the end of a line's text before the caret; undefined where none is. */
export function openQuotation(lineBeforeCaret: string): OpenQuotation | undefined {
  const from = Math.max(0, lineBeforeCaret.length - REACH);
  let open: { readonly at: number; readonly mark: string } | undefined;
  for (let i = from; i < lineBeforeCaret.length; i++) {
    const char = lineBeforeCaret.charAt(i);
    if (open && CLOSES.get(open.mark) === char) open = undefined;
    else if (!open && CLOSES.has(char) && opens(lineBeforeCaret, i)) open = { at: i, mark: char };
  }
  if (!open) return undefined;
  const { at, mark } = open;
  return { typed: lineBeforeCaret.slice(at + 1), start: at, marks: [mark, CLOSES.get(mark) ?? mark] };
}

/** A straight mark opens where no word stands before it; the others say it themselves. */
function opens(line: string, at: number): boolean {
  return line.charAt(at) !== '"' || at === 0 || /[\s([{—–-]/.test(line.charAt(at - 1));
}
