/** True for a code unit that is white space as ECMAScript's `\s` has it (Unicode's Space_Separator, tabs, line ends, byte-order mark). */
export function isSpace(code: number): boolean {
  if (code < 128) return code === 32 || (code >= 9 && code <= 13);
  return (
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x2028 ||
    code === 0x2029 ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000 ||
    code === 0xfeff
  );
}

/** White space, and what shows nothing though Unicode does not call it so: next line, zero-width space, word joiner. */
export function isBlank(code: number): boolean {
  return isSpace(code) || code === 0x85 || code === 0x200b || code === 0x2060;
}
