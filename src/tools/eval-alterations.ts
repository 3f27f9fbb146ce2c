/**
 * Measures how well support tells true claims from copies altered in one point:
 * `npm run eval:alterations -- [--wice FILE] [--corpus FILE] [--sentences N] [--seed N] [--show KIND]`.
 * True claims are WiCE's supported claims with their pages, and sentences of news stories with the rest of their story.
 */
import { parseArgs } from 'node:util';
import {
  judgeSupport,
  type PreparedPassages,
  prepareClaim,
  preparePassages,
  rankPassages,
  type SupportJudgement,
} from '../core/claims/evidence.ts';
import { sentences } from '../core/text/sentences.ts';
import { type Alteration, alter, KINDS, names, type Random, seeded } from './evidence/alter.ts';
import { builtLexicon, type ClaimItem, readLines, sentencesOf } from './evidence/data.ts';
import { auroc } from './evidence/metrics.ts';

const { values } = parseArgs({
  options: {
    wice: { type: 'string' },
    corpus: { type: 'string' },
    sentences: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string' },
    limit: { type: 'string', default: '20' },
  },
});
if (values.wice === undefined && values.corpus === undefined) {
  console.error('usage: npm run eval:alterations -- [--wice FILE] [--corpus FILE] [--sentences N] [--seed N] [--show KIND [--limit N]]');
  process.exit(2);
}
/** Share of the true claims that may be taken for altered when the catch rate is counted. */
const FALSE_ALARMS = 0.02;

interface TrueClaim {
  readonly claim: string;
  readonly passages: PreparedPassages;
}

function wiceClaims(file: string): TrueClaim[] {
  return readLines<ClaimItem>(file)
    .filter((item) => item.label === 'supported')
    .map((item) => ({ claim: item.claim, passages: preparePassages(sentencesOf(item)) }));
}

/** One whole sentence out of the middle of each story, evenly spread over the file. */
function corpusClaims(file: string, count: number, random: Random): TrueClaim[] {
  const stories = readLines<{ text: string }>(file);
  const out: TrueClaim[] = [];
  const step = Math.max(1, Math.floor(stories.length / count));
  for (let i = Math.floor(random() * step); i < stories.length && out.length < count; i += step) {
    const text = stories[i]?.text ?? '';
    const found = sentences(text).map((s) => text.slice(s.start, s.end).replaceAll(/\s+/g, ' '));
    const whole = found.filter((s) => s.length >= 60 && s.length <= 260 && /^\p{Lu}/u.test(s) && /[.]["”]?$/.test(s));
    const claim = whole[Math.floor(random() * whole.length)];
    if (claim !== undefined && found.length >= 4) out.push({ claim, passages: preparePassages(found) });
  }
  return out;
}

const lexicon = await builtLexicon();

function judge(claim: string, passages: PreparedPassages): SupportJudgement {
  const prepared = prepareClaim(claim, { lexicon });
  return judgeSupport(prepared, passages, rankPassages(prepared, passages));
}

interface Row {
  readonly positives: number[];
  readonly negatives: number[];
  wins: number;
  called: number;
  named: number;
}

const pooled = new Map<Alteration, Row>();
const HEADER = 'kind               n   AUROC  paired  caught at 2 %  contradicted  mismatch named';

function printRow(kind: string, { positives, negatives, wins, called, named }: Row): void {
  const scored = [...positives.map((score) => ({ score, positive: true })), ...negatives.map((score) => ({ score, positive: false }))];
  const threshold = positives.toSorted((a, b) => a - b)[Math.floor(FALSE_ALARMS * positives.length)] ?? 0;
  const caught = negatives.filter((s) => s < threshold).length;
  const n = Math.max(1, negatives.length);
  const percent = (x: number): string => `${((100 * x) / n).toFixed(0)} %`;
  console.log(
    `${kind.padEnd(17)}${String(negatives.length).padStart(4)}   ${auroc(scored).toFixed(3)}  ${(wins / n).toFixed(3)}   ${percent(caught).padStart(6)}         ${percent(called).padStart(6)}        ${percent(named).padStart(6)}`,
  );
}

function measure(title: string, claims: readonly TrueClaim[], random: Random): void {
  const originals = claims.map((c) => judge(c.claim, c.passages));
  const verdicts = new Map<string, number>();
  for (const o of originals) verdicts.set(o.verdict, (verdicts.get(o.verdict) ?? 0) + 1);
  console.log(`\n${title}: ${claims.length} true claims, judged ${[...verdicts].map(([v, n]) => `${v} ${n}`).join(', ')}`);
  const contradicted = originals.filter((o) => o.verdict === 'contradicted').length;
  console.log(`true claims called contradicted: ${((100 * contradicted) / claims.length).toFixed(1)} %`);
  const foreign = claims.map((c) => names(c.claim).map((n) => n.text));
  console.log(HEADER);
  for (const kind of KINDS) {
    const row: Row = { positives: [], negatives: [], wins: 0, called: 0, named: 0 };
    const shown: string[] = [];
    claims.forEach((c, i) => {
      const others = foreign.filter((_, j) => j !== i).flat();
      const altered = alter(
        kind,
        c.claim,
        random,
        kind === 'name' ? others.filter((n) => !c.passages.passages.some((p) => p.text.includes(n))) : others,
      );
      if (altered === undefined) return;
      const original = originals[i];
      if (original === undefined) return;
      const judged = judge(altered, c.passages);
      row.positives.push(original.support);
      row.negatives.push(judged.support);
      row.wins += original.support > judged.support ? 1 : original.support === judged.support ? 0.5 : 0;
      if (judged.verdict === 'contradicted') row.called++;
      if (judged.mismatches.some((m) => NAMED[kind].includes(m.kind))) row.named++;
      if (values.show === kind)
        shown.push(
          `${judged.support.toFixed(3)} (true ${original.support.toFixed(3)}) ${judged.verdict}: ${altered}\n      was ${c.claim}\n      ${judged.explanation} ${judged.mismatches.map((m) => `[${m.kind} ${m.confidence.toFixed(2)}: ${m.detail}]`).join(' ')}`,
        );
    });
    printRow(kind, row);
    const all = pooled.get(kind);
    if (all) {
      all.positives.push(...row.positives);
      all.negatives.push(...row.negatives);
      all.wins += row.wins;
      all.called += row.called;
      all.named += row.named;
    } else pooled.set(kind, { ...row, positives: [...row.positives], negatives: [...row.negatives] });
    for (const line of shown.sort().reverse().slice(0, Number(values.limit))) console.log(`   ${line}`);
  }
  if (values.show === 'true')
    for (const [i, o] of originals.entries())
      if (o.mismatches.length > 0)
        console.log(
          `${o.support.toFixed(3)} ${o.verdict}: ${claims[i]?.claim}\n   ${o.mismatches.map((m) => `[${m.kind} ${m.confidence.toFixed(2)}: ${m.detail}]`).join(' ')}`,
        );
}

/** The kinds of mismatch that name an alteration rightly. */
const NAMED: Readonly<Record<Alteration, readonly string[]>> = {
  number: ['figure', 'unit'],
  name: ['name'],
  swap: ['roles', 'name'],
  antonym: ['antonym', 'negation'],
  negation: ['negation', 'antonym'],
  'negation-dropped': ['negation', 'antonym'],
  date: ['date', 'figure'],
  unit: ['unit', 'figure'],
  modality: ['modality'],
};

const seed = Number(values.seed);
if (values.wice !== undefined) measure('WiCE, supported', wiceClaims(values.wice), seeded(seed));
if (values.corpus !== undefined) measure('News', corpusClaims(values.corpus, Number(values.sentences), seeded(seed)), seeded(seed + 1));
if (values.wice !== undefined && values.corpus !== undefined) {
  console.log(`\nBoth together\n${HEADER}`);
  for (const [kind, row] of pooled) printRow(kind, row);
}
