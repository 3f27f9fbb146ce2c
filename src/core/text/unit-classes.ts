/** Stands for a unit that was not met yet: no class. */
const UNKNOWN = 255;

/**
 * Tells the class of a UTF-16 code unit below `count`, found out by `classify` when the unit is first met: patterns of all scripts are
 * slow, and a text has few different units. `classify` is given the unit as a string; classes are numbers below 255.
 */
export function unitClasses(count: number, classify: (unit: string) => number): (code: number) => number {
  const classes = new Uint8Array(count).fill(UNKNOWN);
  return (code) => {
    const known = classes[code] ?? UNKNOWN;
    if (known !== UNKNOWN) return known;
    const found = classify(String.fromCharCode(code));
    classes[code] = found;
    return found;
  };
}
