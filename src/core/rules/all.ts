import type { Finding, FindingCode, Severity } from '../model.ts';
import { digest } from '../text/digest.ts';
import { foldKey } from '../text/fold.ts';
import { Recent } from '../text/recent.ts';
import { ambiguousName } from './ambiguous-name.ts';
import { ruleInfo } from './catalogue.ts';
import { changedSource } from './changed-source.ts';
import { conflictingSources } from './conflicting-sources.ts';
import { contradictedClaim } from './contradicted-claim.ts';
import { estimativeLanguage } from './estimative-language.ts';
import { figureMismatch } from './figure-mismatch.ts';
import { ignoreFix } from './fixes.ts';
import { misattributedQuotation } from './misattributed-quotation.ts';
import { misquotation } from './misquotation.ts';
import { nameVariant } from './name-variant.ts';
import type { Draft, PartContext, Rule, RuleContext } from './rule.ts';
import { unknownName } from './unknown-name.ts';
import { unknownSource } from './unknown-source.ts';
import { unsourcedClaim } from './unsourced-claim.ts';
import { unsupportedClaim } from './unsupported-claim.ts';
import { weakSourcing } from './weak-sourcing.ts';

/** Every rule that runs. The order decides between findings on the same words. */
export const rules: readonly Rule[] = [
  unknownSource,
  misquotation,
  misattributedQuotation,
  figureMismatch,
  contradictedClaim,
  unsupportedClaim,
  unsourcedClaim,
  ambiguousName,
  unknownName,
  nameVariant,
  changedSource,
  conflictingSources,
  weakSourcing,
  estimativeLanguage,
];

/** A rule's severity under the settings. */
export function severityOf(code: FindingCode, settings: Readonly<Partial<Record<FindingCode, Severity | 'off'>>>): Severity | 'off' {
  return settings[code] ?? ruleInfo(code)?.severity ?? 'off';
}

/** Findings with the place of their rule among all. */
export interface Ranked {
  readonly rank: number;
  readonly finding: Finding;
}

type Severities = Readonly<Partial<Record<FindingCode, Severity | 'off'>>>;

/** What the rules that are not off, and look at parts alone, find in a part of a briefing. */
export function checkPart(context: PartContext, settings: Severities): Ranked[] {
  return check(settings, (rule) => (rule.scope === 'part' ? rule.check(context) : []));
}

/** What the other rules that are not off find in a briefing. */
export function checkBriefing(context: RuleContext, settings: Severities): Ranked[] {
  return check(settings, (rule) => (rule.scope === 'briefing' ? rule.check(context) : []));
}

function check(settings: Severities, drafts: (rule: Rule) => readonly Draft[]): Ranked[] {
  return rules.flatMap((rule, rank) => {
    const severity = severityOf(rule.code, settings);
    return severity === 'off' ? [] : drafts(rule).map((draft) => ({ rank, finding: toFinding(rule.code, severity, draft) }));
  });
}

/** By place, then by rule. */
export function inOrder(ranked: readonly Ranked[]): Finding[] {
  return ranked
    .toSorted((a, b) => a.finding.start - b.finding.start || a.finding.end - b.finding.end || a.rank - b.rank)
    .map(({ finding }) => finding);
}

/** By place, then in the order in which rules made them. */
export function sorted(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => a.start - b.start || a.end - b.end);
}

export function toFinding(code: FindingCode, severity: Severity, { words, message, reason, start, end, evidence, fixes }: Draft): Finding {
  return {
    start,
    end,
    code,
    severity,
    message,
    reason,
    evidence: evidence ?? [],
    fixes: code === 'stale-ignore' ? (fixes ?? []) : [...(fixes ?? []), ignoreFix],
    fingerprint: fingerprint(code, words),
  };
}

/** By the code and the words, folded: the same after edits elsewhere, after moving the sentence, and after changes of case or typography. */
export function fingerprint(code: FindingCode, words: string): string {
  const key = `${code}\0${words}`;
  let known = fingerprints.get(key);
  if (known === undefined) {
    known = digest(`${code}\0${foldKey(words)}`);
    fingerprints.set(key, known);
  }
  return known;
}

/** Remembered, since the same findings come again with every keystroke elsewhere. */
const fingerprints = new Recent<string, string>(5000);
