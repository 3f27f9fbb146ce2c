/**
 * Where a briefing can be parted so that the parts, read each by itself, make the same blocks as the whole: an edit then costs the
 * part that it is in.
 *
 * That is behind a blank line, before a line that begins at its margin and with no list marker. A blank line ends paragraphs, tables,
 * quotes, HTML of CommonMark 0.31's kinds 6 and 7 and definitions of links (its sections 4.6 to 4.8, 5.1); a list goes on behind it with an
 * indented line or another marker alone (section 5.2), and so does a footnote with an indented line. What else goes on, fenced code and HTML
 * of the kinds 1 to 5, is seen by whoever reads the part: it ends in them.
 */

const MARKER = /(?:[-+*]|\d{1,9}[.)])(?:[ \t\r\n]|$)/y;

/** Offsets at which the parts begin, in order, `from` first. Linear. */
export function chunkStarts(text: string, from: number): number[] {
  const starts = [from];
  let blank = false;
  let line = from;
  while (line < text.length) {
    const first = text.charCodeAt(line);
    let at = line;
    for (let c = first; at < text.length && (c === 32 || c === 9); c = text.charCodeAt(++at));
    const end = endOfLine(text, at);
    if (at === end) blank = true;
    else {
      if (blank && at === line && !opensItem(text, line)) starts.push(line);
      blank = false;
    }
    line = end + (text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10 ? 2 : 1);
  }
  return starts;
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 10 || c === 13) return at;
  }
  return text.length;
}

function opensItem(text: string, line: number): boolean {
  MARKER.lastIndex = line;
  return MARKER.test(text);
}
