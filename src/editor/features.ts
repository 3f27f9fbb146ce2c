/** What Attest does in the editor. Each line is one feature, and one file. */
import type { Feature } from './attest.ts';
import { completion } from './completion.ts';
import { diagnostics } from './diagnostics.ts';
import { entities } from './entities.ts';
import { failures } from './failures.ts';
import { fixes } from './fixes.ts';
import { hover } from './hover.ts';
import { insertions } from './insert.ts';
import { names } from './names.ts';
import { navigation } from './navigation.ts';
import { progress } from './progress.ts';
import { quoting } from './quoting.ts';
import { record } from './record.ts';
import { rules } from './rules.ts';
import { sample } from './sample.ts';
import { sourceDocuments } from './sourceDocuments.ts';
import { statusBar } from './statusBar.ts';
import { statusReport } from './statusReport.ts';

export const features: readonly Feature[] = [
  failures, // a lost library is said, with a way to get it back
  sourceDocuments, // articles as documents, opened at a passage
  diagnostics, // findings in the Problems panel
  fixes, // quick fixes
  rules, // the page that explains them
  hover, // names and citations
  names, // actors and places in colour
  completion, // sources after "@"
  quoting, // the sources' words inside quotation marks
  navigation, // definition, links, references, highlights
  insertions, // commands that cite, quote and mark as judgement
  record, // the cited sources as they are now, in the project file
  entities, // all mentions; an entity's entry in the project file
  progress, // of the reading of a large library
  statusBar, // share of claims sourced
  statusReport, // what Attest knows, to copy
  sample, // the sample briefing
];
