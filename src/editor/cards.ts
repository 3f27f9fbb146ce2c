/** What a hover says, as Markdown. Everything that is not ours is escaped; every quote is a slice of its source. */
import type { Entity, Evidence, PassageRef, SourceCard } from '../core/model.ts';
import type { CitationCard, NameCard, StatedRole } from '../core/service.ts';
import { sourceLabel } from '../core/sources/card.ts';
import { dateLabel } from '../core/sources/dates.ts';
import { digest } from '../core/text/digest.ts';
import { cautions, count, placeLabel } from './describe.ts';
import { bold, escapeMarkdown, escapeWithBold, italic } from './escape.ts';
import { commandLink, type EntityTarget, type PassageTarget } from './links.ts';

/** The hover's place: what its links need to know. */
export interface CardPlace {
  /** The URI of the library's root. */
  readonly root: string;
  /** The URI of the briefing. */
  readonly briefing: string;
  /** The offset that is hovered. */
  readonly offset: number;
}

export interface CardExtras {
  /** A finished image: Markdown that `escape.ts` made. */
  readonly picture?: string | undefined;
  /** Said while the library is not complete: what the card counts may be less than there is. */
  readonly reading?: string | undefined;
}

const separator = ' · ';
/** More roles than this say nothing new in a hover. */
const shownRoles = 3;

/** The hover on a name: who or what it is, what the sources say about it, and what it says there. */
export function nameCard(card: NameCard, place: CardPlace, { picture, reading }: CardExtras = {}): string {
  const sections = [header(card)];
  if (reading !== undefined) sections.push(italic(reading));
  const readings = otherReadings(card);
  if (readings !== undefined) sections.push(readings);
  sections.push(...roles(card.roles, place));
  // Where a place is, is asked first; a state's place is known, what is said of it is not.
  const isPlace = card.entity?.kind === 'place';
  if (picture !== undefined && isPlace) sections.push(picture);
  for (const passage of card.passages) sections.push(quoted(passage, [], place));
  if (picture !== undefined && !isPlace) sections.push(picture);
  const footer = footerOf(card, place);
  if (footer !== undefined) sections.push(footer);
  return sections.join('\n\n');
}

function header({ entity, mention, passageCount, sourceCount, candidates }: NameCard): string {
  const kind = entity?.kind ?? mention.kind;
  const found =
    passageCount > 0
      ? `${count(passageCount, 'passage')} in ${count(sourceCount, 'source')}`
      : entity === undefined && candidates.length > 0
        ? 'several fit'
        : 'in none of the sources';
  const note = entity?.note === undefined ? [] : [escapeMarkdown(entity.note)];
  const name = entity === undefined ? [] : [bold(entity.name)];
  return [...name, kind, found, ...note].join(separator);
}

function otherReadings({ entity, candidates }: NameCard): string | undefined {
  const others = candidates.filter((c) => c.id !== entity?.id);
  if (others.length === 0) return undefined;
  const list = others.slice(0, 5).map((c: Entity) => `${escapeMarkdown(c.name)} (${c.kind})`);
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  return `${entity === undefined ? 'Could be' : 'May also stand for'} ${list.join(', ')}${more}`;
}

/** "director of the Carnegie Center, according to Komersant Ukrainian", one line a role, equal roles together. */
function roles(stated: readonly StatedRole[], place: CardPlace): string[] {
  const byRole = new Map<string, PassageRef[]>();
  for (const { role, passage } of stated) byRole.set(role, [...(byRole.get(role) ?? []), passage]);
  const lines = [...byRole].slice(0, shownRoles).map(([role, passages]) => {
    const who = passages
      .slice(0, 3)
      .map((p) => commandLink(sourceLabel(p.source), `Open ${placeLabel(p)}`, 'attest.openPassage', target(p, place)));
    return `${italic(role)}, according to ${who.join(' and ')}`;
  });
  return lines.length === 0 ? [] : [lines.join('  \n')];
}

/** The exact words, and under them whose they are, where they stand and what can be done with them. */
function quoted(passage: PassageRef, agreeing: Evidence['agreeing'], place: CardPlace): string {
  const about = [
    ...(passage.speaker === undefined || passage.speaker.anonymous ? [] : [`said by ${escapeMarkdown(passage.speaker.name)}`]),
    escapeMarkdown(placeLabel(passage)),
    ...cautions(passage).map(escapeMarkdown),
    ...actions(passage, place),
  ];
  return `*"${escapeWithBold(passage.text, agreeing).trim()}"*  \n${about.join(separator)}`;
}

function actions(passage: PassageRef, place: CardPlace): string[] {
  const where = placeLabel(passage);
  const insert = {
    ...target(passage, place),
    briefing: place.briefing,
    offset: place.offset,
    key: passage.source.key,
    ...(passage.paragraph === undefined ? {} : { paragraph: passage.paragraph }),
  };
  return [
    commandLink('Open', `Open ${where} with these words selected`, 'attest.openPassage', target(passage, place)),
    commandLink('Cite', `Cite ${where} in this sentence`, 'attest.insertCitation', insert),
    commandLink('Quote', `Quote these words of ${where} after this sentence`, 'attest.insertQuotation', insert),
  ];
}

function target(passage: PassageRef, place: CardPlace): PassageTarget {
  return { root: place.root, path: passage.source.path, start: passage.start, end: passage.end, digest: digest(passage.text) };
}

function footerOf({ entity, mentionCount }: NameCard, { root }: CardPlace): string | undefined {
  if (entity === undefined) return undefined;
  const argument: EntityTarget = { root, entity: entity.id, name: entity.name, kind: entity.kind };
  const parts: string[] = [];
  if (mentionCount > 0) {
    const label = mentionCount === 1 ? 'The one mention' : `All ${mentionCount} mentions`;
    parts.push(commandLink(label, `Show where the sources mention ${entity.name}`, 'attest.showMentions', argument));
  }
  parts.push(commandLink('Edit entity', `Set name, kind and spellings of ${entity.name} in attest.json`, 'attest.editEntity', argument));
  return parts.join(separator);
}

/** The hover on a citation: the source's card and the passage that carries the sentence, agreeing words in bold. */
export function citationCard(card: CitationCard, place: CardPlace): string {
  if (card.source === undefined) return unknownSource(card);
  const sections = [sourceHeader(card.source)];
  if (card.evidence === undefined) sections.push('No passage of this source agrees with the sentence.');
  else {
    sections.push(quoted(card.evidence.passage, card.evidence.agreeing, place));
    if (card.evidence.missing.length > 0)
      sections.push(`Not in this passage: ${card.evidence.missing.slice(0, 8).map(escapeMarkdown).join(', ')}`);
  }
  return sections.join('\n\n');
}

function sourceHeader(source: SourceCard): string {
  const title = bold(source.title ?? source.key);
  const facts = [source.author, source.outlet, source.date === undefined ? undefined : dateLabel(source.date), source.url].filter(
    (f) => f !== undefined,
  );
  const grade = source.grade === undefined ? [] : [`graded ${source.grade}`];
  const key = source.title === undefined ? [] : [`@${source.key}`];
  const line = [...facts, ...grade, ...key].map(escapeMarkdown).join(separator);
  return line === '' ? title : `${title}\n\n${line}`;
}

function unknownSource({ target, nearest }: CitationCard): string {
  const first = `No source has the key ${bold(target)}.`;
  return nearest.length === 0 ? first : `${first} Nearest: ${nearest.slice(0, 3).map(escapeMarkdown).join(', ')}`;
}
