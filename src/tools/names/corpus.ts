import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { KINDS, type LabelKind } from '../../core/names/tagger/labels.ts';

/** A name as the data sets mark it. Offsets are UTF-16 code units. */
export interface GoldName {
  readonly start: number;
  readonly end: number;
  readonly type: string;
}

export interface GoldDocument {
  readonly id: string;
  /** The set it comes from: "gmb", "wikigold", … */
  readonly set: string;
  readonly text: string;
  readonly entities: readonly GoldName[];
  readonly other: readonly GoldName[];
}

/** Kinds by the data's own types. */
export const KIND_OF_TYPE: Readonly<Record<string, LabelKind>> = { PER: 'person', ORG: 'organisation', LOC: 'place' };
export const TYPE_OF_KIND: Readonly<Record<LabelKind, string>> = { person: 'PER', organisation: 'ORG', place: 'LOC', demonym: 'DEM' };

export function kindIndex(kind: LabelKind): number {
  return KINDS.indexOf(kind);
}

/**
 * Reads JSON lines `{id, text, entities, other}`. Sentences of one article that stand as lines of their own (between
 * lines "-DOCSTART-") are put together, since what an article says elsewhere of a name is half of what there is to know.
 */
export function readCorpus(path: string): GoldDocument[] {
  const set = basename(path).replace(/-.*$/, '');
  const documents: GoldDocument[] = [];
  let open: { id: string; text: string; entities: GoldName[]; other: GoldName[] } | undefined;
  const close = (): void => {
    if (open && open.text.length > 0) documents.push({ ...open, set });
    open = undefined;
  };
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.length > 0);
  const joined = lines.some((line) => line.includes('-DOCSTART-'));
  for (const line of lines) {
    const raw = JSON.parse(line) as { id: string; text: string; entities: GoldName[]; other?: GoldName[] };
    if (!joined) {
      documents.push({ id: raw.id, set, text: raw.text, entities: raw.entities, other: raw.other ?? [] });
      continue;
    }
    if (raw.text.includes('-DOCSTART-')) {
      close();
      continue;
    }
    open ??= { id: raw.id, text: '', entities: [], other: [] };
    const shift = open.text.length;
    const move = (name: GoldName): GoldName => ({ start: name.start + shift, end: name.end + shift, type: name.type });
    open.text += `${raw.text}\n`;
    open.entities.push(...raw.entities.map(move));
    open.other.push(...(raw.other ?? []).map(move));
  }
  close();
  return documents;
}
