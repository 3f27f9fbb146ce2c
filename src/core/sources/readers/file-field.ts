/** A media type or JabRef's kind at the end of an entry: "text/html", "PDF". */
const KIND = /^(?:[a-z]+\/[\w.+-]+|pdf|html?|docx?|txt|text|url|word|md)$/i;

/**
 * The paths in a bibliography's `file` field: plain paths, or Zotero's and JabRef's entries `description:path:type`, with
 * ";" between several and `\:`, `\;`, `\\` for the characters themselves. Also a list of such strings.
 */
export function filesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => (typeof one === 'string' ? filesOf(one) : []));
  if (typeof value !== 'string' || value.length > 100_000) return [];
  const paths: string[] = [];
  for (const entry of splitUnescaped(value, ';')) {
    const path = pathOf(entry.trim());
    if (path !== '' && !paths.includes(path)) paths.push(path);
  }
  return paths;
}

function pathOf(entry: string): string {
  const parts = splitUnescaped(entry, ':');
  const last = parts.at(-1) ?? '';
  if (parts.length >= 3 && KIND.test(last)) {
    const middle = parts.slice(1, -1);
    return unescaped(middle.join(':'));
  }
  // "path:type"; but "C:\…" keeps its drive.
  if (parts.length === 2 && KIND.test(last)) return unescaped(parts[0] ?? '');
  // A plain path: its backslashes part folders.
  return /\\[:;]/.test(entry) ? unescaped(entry) : entry;
}

/** Splits at a separator before which no odd number of backslashes stands. */
function splitUnescaped(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (c === '\\' && (text.charAt(i + 1) === separator || text.charAt(i + 1) === '\\')) i++;
    else if (c === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unescaped(text: string): string {
  return text.replace(/\\([\\:;{}])/g, '$1');
}
