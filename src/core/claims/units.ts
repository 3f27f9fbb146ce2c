import type { Token } from './tokens.ts';

/** Signs and words of currencies, by ISO 4217 code where there is one. */
const CURRENCY: ReadonlyMap<string, string> = new Map(
  `$ usd|dollar usd|dollars usd|dlr usd|dlrs usd|usd usd|cent usd-cent|cents usd-cent|€ eur|euro eur|euros eur|eur eur|£ gbp|pound gbp|pounds gbp|sterling gbp|stg gbp|gbp gbp|pence gbp-penny
¥ jpy|yen jpy|jpy jpy|yuan cny|renminbi cny|cny cny|₽ rub|rouble rub|roubles rub|ruble rub|rubles rub|rub rub|₹ inr|rupee inr|rupees inr|inr inr|franc chf|francs chf|chf chf|mark dem|marks dem|₴ uah
hryvnia uah|hryvnias uah|krona sek|kronor sek|krone nok|kroner nok|peso mxn|pesos mxn|rand zar|won krw|real brl|reais brl|lira try|liras try|zloty pln|zlotys pln|rial irr|riyal sar|riyals sar|dirham aed|dirhams aed|shekel ils|shekels ils`
    .split(/[|\n]/)
    .map((pair): readonly [string, string] => {
      const [word = '', code = ''] = pair.trim().split(' ');
      return [word, code];
    }),
);

/** Measures: the word's forms, then the unit. Those that state the same quantity in other words share a unit. */
const MEASURES: ReadonlyMap<string, string> = new Map(
  `percent %|pct %|km km kms kilometre kilometres kilometer kilometers|mile mile miles mi|m-length metre metres meter meters|cm cm centimetre centimetres centimeter centimeters
mm mm millimetre millimetres millimeter millimeters|foot foot feet ft|inch inch inches|yard yard yards|kg kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes|g gram grams gramme grammes
tonne tonne tonnes ton tons|pound-weight lb lbs|ounce ounce ounces oz|litre litre litres liter liters|gallon gallon gallons|barrel barrel barrels bpd|hectare hectare hectares ha|acre acre acres
second-time second seconds sec secs|minute minute minutes min mins|hour hour hours hr hrs|day day days|week week weeks|month month months|year year years yr yrs|decade decade decades|century century centuries
degree degree degrees|mph mph|kmh kmh kph|mw mw megawatt megawatts|gw gw gigawatt gigawatts|kwh kwh|gb gb gigabyte gigabytes|tb tb terabyte terabytes|mb mb megabyte megabytes|bushel bushel bushels|share share shares`
    .split(/[|\n]/)
    .flatMap((line) => {
      const [unit = '', ...forms] = line.trim().split(' ');
      return forms.map((form) => [form, unit] as const);
    }),
);

export interface UnitBefore {
  readonly unit: string;
  /** Index of the first token that belongs to it. */
  readonly first: number;
}

/** A currency sign or code right before a figure: "$5", "US$5", "EUR 5". */
export function unitBefore(tokens: readonly Token[], figure: number): UnitBefore | undefined {
  const token = tokens[figure - 1];
  if (token === undefined) return undefined;
  const isSign = token.kind === 'mark';
  const unit = isSign || token.upper ? CURRENCY.get(token.text) : undefined;
  if (unit === undefined) return undefined;
  const country = tokens[figure - 2];
  // "A$", "C$", "HK$": dollars of another country.
  if (isSign && token.glue && country?.kind === 'word' && country.upper !== country.capital && country.text.length <= 2)
    return { unit: `${country.text}$`, first: figure - 2 };
  if (isSign && token.glue && country?.upper)
    return country.text === 'us' ? { unit, first: figure - 2 } : { unit: `${country.text}$`, first: figure - 2 };
  return { unit, first: figure - 1 };
}

export interface UnitAfter {
  readonly unit: string;
  /** Index behind the last token that belongs to it. */
  readonly last: number;
}

/** The unit right after a figure: "5 %", "5 per cent", "5 million US dollars", "5-mile". */
export function unitAfter(tokens: readonly Token[], from: number): UnitAfter | undefined {
  let i = from;
  if (tokens[i]?.text === '-' && tokens[i]?.glue === true && tokens[i + 1]?.glue === true) i++;
  const token = tokens[i];
  if (token === undefined) return undefined;
  if (token.text === '%') return { unit: 'percent', last: i + 1 };
  if (token.kind === 'mark') {
    const sign = token.glue ? CURRENCY.get(token.text) : undefined;
    return sign === undefined ? undefined : { unit: sign, last: i + 1 };
  }
  if (token.text === 'per' && tokens[i + 1]?.text === 'cent') return points(tokens, i + 2);
  if (token.text === 'percent' || token.text === 'percentage' || token.text === 'pct') return points(tokens, i + 1);
  // One word may stand between: "5 million US dollars", "20 square miles".
  const currency = CURRENCY.get(token.text);
  if (currency !== undefined) return { unit: currency, last: i + 1 };
  const measure = MEASURES.get(token.text);
  if (measure !== undefined) return { unit: measure, last: i + 1 };
  const next = tokens[i + 1];
  if (next === undefined || next.kind !== 'word') return undefined;
  if (token.text === 'square' || token.text === 'cubic') {
    const area = MEASURES.get(next.text);
    return area === undefined ? undefined : { unit: `${token.text}-${area}`, last: i + 2 };
  }
  const after = CURRENCY.get(next.text);
  if (after === undefined || !token.capital) return undefined;
  return { unit: token.text === 'us' ? after : `${token.text}-${after}`, last: i + 2 };
}

function points(tokens: readonly Token[], last: number): UnitAfter {
  const word = tokens[last]?.text;
  return word === 'point' || word === 'points' ? { unit: 'point', last: last + 1 } : { unit: 'percent', last };
}

/** True when two units of the same figure contradict: they differ, and neither merely says more closely which currency is meant. */
export function unitsConflict(a: string, b: string): boolean {
  return a !== b && !a.endsWith(`-${b}`) && !b.endsWith(`-${a}`);
}

const codes: ReadonlySet<string> = new Set(CURRENCY.values());

export function isCurrency(unit: string): boolean {
  return codes.has(unit) || unit.includes('$') || [...codes].some((code) => unit.endsWith(`-${code}`));
}
