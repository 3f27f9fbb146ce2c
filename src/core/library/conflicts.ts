/** Sources that nobody cites for a statement, and that say otherwise. */
import { judgeSupport, type PreparedClaim, rankPassages } from '../claims/evidence.ts';
import type { Mismatch } from '../claims/types.ts';
import type { Mention } from '../model.ts';
import { type Role, statedRoles } from '../names/roles.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import type { CitedSource, Conflict } from '../rules/facts.ts';
import { overlaps } from '../text/span.ts';
import { originOf } from './kin.ts';
import { searchTerms, showEvidence } from './search.ts';
import { showPassage } from './show.ts';
import type { Library } from './state.ts';
import type { ArticleView } from './view.ts';

/** Passages of the library that are looked at, and sources among them. */
const PASSAGES = 40;
const SOURCES = 4;
/** A passage that carries less of the statement is about something else. */
const CLOSE = 0.6;
/** Of a statement that gives somebody an office, already the name and the title may be all that another source has. */
const NAMED = 0.3;
/** From this confidence on a difference is told. */
const SURE = 0.6;
/** From this on something else than the figure differs too: then it is another event, not another account of this one. */
const OTHER = 0.3;
const FIGURES: ReadonlySet<string> = new Set(['figure', 'unit', 'date']);

/** What is asked about one statement. Mentions are those of its block, `start` is where it begins in the block's prose. */
export interface Asked {
  readonly claim: PreparedClaim;
  readonly own: readonly CitedSource[];
  readonly start: number;
  readonly text: string;
  readonly mentions: readonly Mention[];
}

/**
 * Where other sources disagree with a statement that its own sources carry: on a figure, an amount, a date, or on the state
 * whose office a person holds. One conflict a source at most; reprints of what is cited are no other source.
 */
export async function conflictsOf(library: Library, asked: Asked, cancel: Cancel): Promise<Conflict[]> {
  const { claim, own } = asked;
  if (!own.some(({ support }) => support?.verdict === 'supported')) return [];
  // What names nobody and nothing cannot be told to speak of the same.
  const figures = (claim.figures.length > 0 || claim.dates.length > 0) && claim.terms.some(({ kind }) => kind === 'name');
  const roles = await rolesIn(library, asked);
  if (!figures && roles.length === 0) return [];
  const cited = new Set(own.flatMap(({ card, origin }) => [card.path, ...(origin ? [origin.path] : [])]));
  const subjects: (readonly string[])[] = [];
  for (const { card } of own) {
    const view = await library.view(card.path, cancel);
    throwIfCancelled(cancel);
    if (view) subjects.push(subjectOf(view));
  }
  const found: Conflict[] = [];
  for (const near of await likely(library, claim, roles.length > 0 ? NAMED : CLOSE, cited, cancel)) {
    // Reprints say one thing, and the first to say it is shown.
    const path = (await originOf(library, near, cancel))?.path ?? near;
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (!view || cited.has(path) || !subjects.some((subject) => isAboutTheSame(subject, subjectOf(view)))) continue;
    const conflict =
      (figures ? await figureConflict(library, asked, view, cancel) : undefined) ??
      (await roleConflict(library, asked, roles, view, cancel));
    throwIfCancelled(cancel);
    if (!conflict) continue;
    found.push(conflict);
    cited.add(path);
  }
  return found;
}

/** Paths of the sources, other than those cited, of which a passage holds that share of what the best one holds of the statement. */
async function likely(
  library: Library,
  claim: PreparedClaim,
  share: number,
  cited: ReadonlySet<string>,
  cancel: Cancel,
): Promise<string[]> {
  const hits = await library.store.search(searchTerms(claim), PASSAGES, cancel);
  throwIfCancelled(cancel);
  const least = share * (hits[0]?.score ?? 0);
  return [...new Set(hits.flatMap(({ path, score }) => (score >= least && !cited.has(path) ? [path] : [])))].slice(0, SOURCES);
}

async function figureConflict(library: Library, { claim }: Asked, view: ArticleView, cancel: Cancel): Promise<Conflict | undefined> {
  const ranked = rankPassages(claim, view.prepared);
  const { mismatches } = judgeSupport(claim, view.prepared, ranked);
  if (mismatches.some((m) => !FIGURES.has(m.kind) && m.confidence >= OTHER)) return undefined;
  const told = mismatches.find((m): m is Mismatch & { passageIndex: number } => {
    if (!FIGURES.has(m.kind) || m.confidence < SURE || m.passageIndex === undefined || !m.passageSpan) return false;
    return (m.closeness ?? 0) >= CLOSE && namesTheSame(claim, view, m.passageIndex);
  });
  const place = told && ranked.find((r) => r.index === told.passageIndex);
  const [evidence] = place ? await showEvidence(library, [{ view, ranked: place }], cancel) : [];
  if (!told || !evidence) return undefined;
  return {
    about: told.kind === 'date' ? 'date' : 'figure',
    detail: told.detail,
    evidence,
    ...(told.claimSpan ? { span: told.claimSpan } : {}),
  };
}

/** An article's first passages name what it is about. */
const LEAD = 3;

/** The entities that an article's lead names, each once. */
function subjectOf({ mentions, record }: ArticleView): string[] {
  const named = mentions.flatMap(({ entity }, i) => {
    const passage = record.mentions[i]?.passage;
    return entity !== undefined && passage !== undefined && passage < LEAD ? [entity] : [];
  });
  return [...new Set(named)];
}

/** True where both leads name one person, body or place, or two states: half the world's articles name some state. */
function isAboutTheSame(one: readonly string[], other: readonly string[]): boolean {
  const shared = one.filter((entity) => other.includes(entity));
  return shared.length > 1 || shared.some((entity) => !entity.startsWith('state/'));
}

/** Formulas ("the central bank bought …") are alike whatever they speak of: both must name somebody or something. */
function namesTheSame({ terms }: PreparedClaim, view: ArticleView, index: number): boolean {
  const keys = view.prepared.passages[index]?.keys;
  return keys !== undefined && terms.some(({ kind, key }) => kind === 'name' && keys.has(key));
}

interface OwnRole {
  readonly entity: string;
  readonly role: Role;
  readonly words: string;
}

/** The roles that the statement itself gives to persons, where they name a state. */
async function rolesIn(library: Library, { text, start, mentions }: Asked): Promise<OwnRole[]> {
  const inside = mentions.filter((m) => start <= m.start && m.end <= start + text.length);
  if (!inside.some((m) => m.kind === 'person' && m.entity !== undefined)) return [];
  const { gazetteer } = await library.names();
  const spans = inside.map((m) => ({ ...m, start: m.start - start, end: m.end - start }));
  return statedRoles(text, spans, gazetteer).flatMap((role): OwnRole[] => {
    const entity = inside[role.name]?.entity;
    return entity === undefined || role.country === undefined ? [] : [{ entity, role, words: text.slice(role.role.start, role.role.end) }];
  });
}

/** The same title of the same person, in another state's service. */
async function roleConflict(
  library: Library,
  _: Asked,
  roles: readonly OwnRole[],
  view: ArticleView,
  cancel: Cancel,
): Promise<Conflict | undefined> {
  if (roles.length === 0) return undefined;
  const { gazetteer } = await library.names();
  const stated = statedRoles(view.article.text, view.record.mentions, gazetteer);
  for (const own of roles)
    for (const other of stated) {
      if (view.mentions[other.name]?.entity !== own.entity || other.title !== own.role.title) continue;
      if (other.country === undefined || other.country === own.role.country) continue;
      const passage = view.article.passages.find((p) => overlaps(p, other.role));
      if (!passage) continue;
      const words = view.article.text.slice(other.role.start, other.role.end).replace(/\s+/g, ' ');
      const shown = await showPassage(library, view, passage, cancel);
      return {
        about: 'role',
        detail: `“${own.words}” here, “${words}” there`,
        evidence: { passage: shown, score: 1, agreeing: [], missing: [] },
        span: own.role.role,
      };
    }
  return undefined;
}
