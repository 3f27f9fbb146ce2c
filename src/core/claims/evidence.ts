/** Evidence for a claim: which passages of an article carry it, and whether they do. */
export { prepareClaim, preparePassages } from './prepare.ts';
export { rankPassages } from './rank.ts';
export { type Candidate, type CandidateIndex, MemoryCandidates } from './search.ts';
export { judgeSupport } from './support.ts';
export type {
  Mismatch,
  MismatchKind,
  PreparedClaim,
  PreparedPassage,
  PreparedPassages,
  RankedPassage,
  SupportJudgement,
  Verdict,
} from './types.ts';
