import type { FindingCode, Severity } from '../model.ts';

/** What a rule is called and says, for settings, reports and SARIF. */
export interface RuleInfo {
  readonly code: FindingCode;
  /** Unless the settings say otherwise. */
  readonly severity: Severity | 'off';
  /** One sentence: what a finding of this rule means. */
  readonly says: string;
}

/** Every code that Attest may report, in the order in which a person meets them. */
export const catalogue: readonly RuleInfo[] = [
  { code: 'unsourced-claim', severity: 'warning', says: 'A claim that cites no source.' },
  { code: 'unknown-source', severity: 'error', says: 'A citation that resolves to no source.' },
  { code: 'misquotation', severity: 'error', says: 'Quoted words that differ from the source, or that stand in none.' },
  { code: 'misattributed-quotation', severity: 'error', says: 'Quoted words that the source gives to somebody else.' },
  { code: 'unsupported-claim', severity: 'warning', says: 'A claim that its cited source does not carry.' },
  { code: 'contradicted-claim', severity: 'warning', says: 'A claim whose closest passage says the opposite.' },
  { code: 'figure-mismatch', severity: 'warning', says: 'A number, amount or date that differs from the cited passage.' },
  { code: 'ambiguous-name', severity: 'information', says: 'A name that fits two entities.' },
  { code: 'unknown-name', severity: 'information', says: 'A name that no source mentions.' },
  { code: 'name-variant', severity: 'information', says: 'A name spelt unlike the sources or the house style.' },
  {
    code: 'weak-sourcing',
    severity: 'hint',
    says: 'One source or origin alone, a report passed on, or nobody named, and the briefing does not say so.',
  },
  { code: 'conflicting-sources', severity: 'information', says: 'Another source disagrees on a figure, a date or a role.' },
  {
    code: 'estimative-language',
    severity: 'off',
    says: 'Likelihood in other words than those of the ICD 203 scale, in both of its rows, or beside a level of confidence.',
  },
  { code: 'changed-source', severity: 'warning', says: 'A cited article whose text changed since it was cited.' },
  { code: 'stale-ignore', severity: 'information', says: 'An ignore that no longer matches any finding.' },
];

const byCode: ReadonlyMap<string, RuleInfo> = new Map(catalogue.map((info) => [info.code, info]));

/** The rule of that code, or undefined for text that is no code. */
export function ruleInfo(code: string): RuleInfo | undefined {
  return byCode.get(code);
}

/** Severities from the gravest; a threshold includes everything before it. */
export const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** True when `severity` is as grave as `threshold` or graver. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold);
}
