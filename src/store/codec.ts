import { deserialize, serialize } from 'node:v8';
import type { Article, EntityKind, Paragraph, ParagraphRole, Passage, Provenance } from '../core/model.ts';
import type { Contribution } from '../core/names/contribution.ts';

// What these bytes mean is a part of the schema's version (see `SCHEMA_VERSION`).

const ROLES: readonly ParagraphRole[] = ['title', 'dateline', 'byline', 'heading', 'body', 'furniture'];
const FIRST_HAND: Provenance = { via: [], anonymous: false };

interface Stored {
  /** Start, end, role, number or -1, index of the repeated one or -1, of each paragraph. */
  readonly paragraphs: Int32Array;
  /** Start, end, paragraph of each passage. */
  readonly passages: Int32Array;
  /** Passages that are not first-hand, with their provenance. */
  readonly told: readonly (readonly [number, Provenance])[];
  readonly names: Omit<Contribution, 'clusters'>;
  /** The clusters as JSON: key, kind, entities of the gazetteer, forms. As objects they would take twice the room. */
  readonly clusters: string;
}

const KINDS: readonly EntityKind[] = ['person', 'organisation', 'state', 'place'];
type Packed = readonly [key: string, kind: number, gazetteer: readonly number[], ...forms: string[]];

const WIDE = 1;
const NARROW = 0;
const LONE = /\p{Surrogate}/u;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A text as bytes, exactly: UTF-8, or UTF-16 where a lone surrogate stands in it. */
export function encodeText(text: string): Uint8Array {
  const wide = LONE.test(text);
  const body = wide ? Buffer.from(text, 'utf16le') : encoder.encode(text);
  const bytes = new Uint8Array(body.length + 1);
  bytes[0] = wide ? WIDE : NARROW;
  bytes.set(body, 1);
  return bytes;
}

export function decodeText(bytes: Uint8Array): string {
  const body = bytes.subarray(1);
  return bytes[0] === WIDE ? Buffer.from(body.buffer, body.byteOffset, body.length).toString('utf16le') : decoder.decode(body);
}

/** Where what stands in an article, and its names, as bytes. */
export function encodeParts({ paragraphs, passages }: Article, { clusters, ...names }: Contribution): Uint8Array {
  const told: [number, Provenance][] = [];
  for (const { index, provenance } of passages) if (provenance.anonymous || provenance.via.length > 0) told.push([index, provenance]);
  const stored: Stored = {
    paragraphs: packParagraphs(paragraphs),
    passages: packPassages(passages),
    told,
    names,
    clusters: JSON.stringify(clusters.map(({ key, kind, gazetteer, forms }): Packed => [key, KINDS.indexOf(kind), gazetteer, ...forms])),
  };
  return serialize(stored);
}

function packParagraphs(paragraphs: readonly Paragraph[]): Int32Array {
  const packed = new Int32Array(paragraphs.length * 5);
  let at = 0;
  for (const { start, end, role, number = -1, repeats = -1 } of paragraphs) {
    packed[at++] = start;
    packed[at++] = end;
    packed[at++] = ROLES.indexOf(role);
    packed[at++] = number;
    packed[at++] = repeats;
  }
  return packed;
}

function packPassages(passages: readonly Passage[]): Int32Array {
  const packed = new Int32Array(passages.length * 3);
  let at = 0;
  for (const { start, end, paragraph } of passages) {
    packed[at++] = start;
    packed[at++] = end;
    packed[at++] = paragraph;
  }
  return packed;
}

/** @throws Error for bytes that `encodeParts` did not make */
export function decodeParts(bytes: Uint8Array): Pick<Article, 'paragraphs' | 'passages'> & { readonly names: Contribution } {
  const stored = deserialize(bytes) as Stored;
  const told = new Map(stored.told);
  const clusters = (JSON.parse(stored.clusters) as Packed[]).map(([key, kind, gazetteer, ...forms]) => ({
    key,
    kind: KINDS[kind] ?? 'organisation',
    forms,
    gazetteer,
  }));
  return {
    paragraphs: paragraphsOf(stored.paragraphs),
    passages: passagesOf(stored.passages, told),
    names: { clusters, ...stored.names },
  };
}

function paragraphsOf(all: Int32Array): Paragraph[] {
  const out: Paragraph[] = [];
  for (let i = 0; i + 4 < all.length; i += 5) {
    const [start = 0, end = 0, role = 0, number = -1, repeats = -1] = all.subarray(i, i + 5);
    out.push({
      start,
      end,
      role: ROLES[role] ?? 'body',
      ...(number < 0 ? {} : { number }),
      ...(repeats < 0 ? {} : { repeats }),
    });
  }
  return out;
}

function passagesOf(all: Int32Array, told: ReadonlyMap<number, Provenance>): Passage[] {
  const out: Passage[] = [];
  for (let i = 0; i + 2 < all.length; i += 3) {
    const index = out.length;
    const provenance = told.get(index) ?? FIRST_HAND;
    out.push({ start: all[i] ?? 0, end: all[i + 1] ?? 0, index, paragraph: all[i + 2] ?? 0, provenance });
  }
  return out;
}
