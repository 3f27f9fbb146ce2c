const ACTING =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the purpose
  /[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]/g;

/**
 * Foreign text for a terminal or a log line: control characters (C0, DEL, C1), bidirectional and zero-width marks go, line
 * ends, tabs and other white space become one blank each. What remains cannot move the cursor, colour the screen or reorder the line.
 */
export function printable(text: string): string {
  return wellFormed(text.replace(ACTING, '').replace(/[\s\u0085]+/g, ' '));
}

/** The text with U+FFFD for every lone surrogate, so that it survives UTF-8 and URI encoding. */
export function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/**
 * The text, cut to at most `limit` characters between words, with an ellipsis where something was cut. A single word
 * that is longer is cut inside, never within a surrogate pair.
 */
export function excerpt(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit);
  // A word that ends right at the limit is whole.
  const blank = /\s/.test(text.charAt(limit)) ? limit : cut.search(/\s\S*$/);
  const kept = blank > limit / 2 ? cut.slice(0, blank) : cut.replace(/[\uD800-\uDBFF]$/, '');
  return `${kept.replace(/[\s,;:–—-]+$/, '')} …`;
}
