/** Counts what a reader would check against a source: figures and dates. Names of standing things ("Article 5", "G7", "COVID-19") are no figures. */

const MONTH = `(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)`;
const DATE = new RegExp(
  [
    String.raw`\b\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?${MONTH}\b\.?(?:,?\s+\d{4})?`,
    String.raw`\b${MONTH}\.?\s+\d{1,2}(?:st|nd|rd|th)?\b(?:,?\s+\d{4})?`,
    String.raw`\b${MONTH}\.?\s+\d{4}\b`,
    String.raw`\b\d{4}-\d{2}-\d{2}\b`,
    String.raw`\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b`,
    String.raw`\b(?:in|since|by|until|from|during|of|before|after|between|early|late|mid)[ -](?:early |late |mid-?)?(?:19|20)\d{2}\b`,
    String.raw`\b(?:on|last|next|this|since|by|until)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b`,
  ].join('|'),
  'gi',
);
const NUMBER_WORD =
  /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|trillions?|dozens?|half|a third|a quarter|two-thirds|three-quarters|twice|double[ds]?|tripled?)\b/gi;
const LABELLED =
  /\b(?:article|chapter|section|paragraph|para|page|part|phase|round|no|number|type|class|level|group|figure|table|annex|appendix|resolution|directive|regulation|act|highway|flight|channel|boeing|airbus)\.?\s+\d+/gi;
const NUMBER = /(?<![\p{L}\p{N}_-])[$€£¥]?\p{N}+(?:[.,]\p{N}+)*(?:\s?%|k|m|bn)?(?![\p{L}\p{N}_])/gu;

/** How many figures and how many dates a sentence states. Linear. */
export function figuresAndDates(text: string): { readonly figures: number; readonly dates: number } {
  let dates = 0;
  let figures = 0;
  const rest = text
    .replace(DATE, (m) => {
      dates++;
      return ' '.repeat(m.length);
    })
    .replace(LABELLED, (m) => ' '.repeat(m.length));
  for (const m of rest.matchAll(NUMBER)) if (m[0] !== '') figures++;
  for (const _ of rest.matchAll(NUMBER_WORD)) figures++;
  return { figures, dates };
}
