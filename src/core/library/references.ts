import type { Mention, PassageRef } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import type { CitedText, Reference } from '../service.ts';
import { LineIndex } from '../text/lines.ts';
import type { Span } from '../text/span.ts';
import { holds } from '../text/span.ts';
import { citationAt } from './citing.ts';
import type { Outline } from './outline.ts';
import { showPassage } from './show.ts';
import type { Library } from './state.ts';

/** Places of an entity that are listed: a list of more is read by nobody. Of more, an even sample of the library. */
const MOST_PLACES = 5000;

/** Where what stands at the offset is named (an entity) or cited (a source): in the sources, then in the briefings. */
export async function referencesAt(
  library: Library,
  outline: Outline,
  offset: number,
  briefings: readonly Outline[],
  cancel: Cancel,
): Promise<Reference[]> {
  const citation = citationAt(outline, offset);
  if (citation) {
    const { source, target } = citation;
    return briefings.flatMap((other) =>
      inBriefing(
        other,
        other.citations.filter((c) => (source === undefined ? c.target === target : c.source === source)),
      ),
    );
  }
  const mention = outline.mentions.find((m) => holds(m, offset));
  if (!mention) return [];
  const ids = new Set(mention.entity === undefined ? (mention.candidates ?? []) : [mention.entity]);
  const names = (m: Mention): boolean => (m.entity === undefined ? m.candidates?.some((id) => ids.has(id)) === true : ids.has(m.entity));
  const found: Reference[] = [];
  for (const path of await pathsNaming(library, ids, cancel)) {
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (!view) continue;
    const { extracted } = view.article;
    for (const m of view.mentions) if (names(m)) found.push({ path, range: view.lines.rangeOf(m), extracted });
  }
  return [...found, ...briefings.flatMap((other) => inBriefing(other, other.mentions.filter(names)))];
}

async function pathsNaming(library: Library, ids: ReadonlySet<string>, cancel: Cancel): Promise<string[]> {
  const register = await library.register();
  const keys = [...new Set([...ids].flatMap((id) => register.keysOf(id)))];
  const places = await library.store.places(keys, MOST_PLACES, false, cancel);
  throwIfCancelled(cancel);
  return [...new Set(places.map(({ path }) => path))].sort();
}

function inBriefing({ path, parsed }: Outline, spans: readonly Span[]): Reference[] {
  const lines = new LineIndex(parsed.text);
  return spans.map((span) => ({ path, range: lines.rangeOf(span), extracted: false }));
}

/** The sources that a briefing cites, as they are now, by key; those that resolve to nothing are left out. */
export function citedTexts({ catalogue }: Library, { citations }: Outline): CitedText[] {
  const places = new Map<string, number[]>();
  for (const { source, start } of citations)
    if (source !== undefined) {
      const list = places.get(source);
      if (list) list.push(start);
      else places.set(source, [start]);
    }
  const cited = [...places].flatMap(([path, at]): CitedText[] => {
    const card = catalogue.card(path);
    const digest = catalogue.digest(path);
    return card && digest !== undefined ? [{ key: card.key, digest, at }] : [];
  });
  return cited.sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The passages that name an entity, each once, in order of path and text. */
export async function passagesOf(library: Library, entity: string, cancel: Cancel): Promise<PassageRef[]> {
  const out: PassageRef[] = [];
  for (const path of await pathsNaming(library, new Set([entity]), cancel)) {
    const view = await library.view(path, cancel);
    throwIfCancelled(cancel);
    if (!view) continue;
    const indices = new Set<number>();
    view.mentions.forEach((mention, i) => {
      const passage = view.record.mentions[i]?.passage;
      if (mention.entity === entity && passage !== undefined) indices.add(passage);
    });
    for (const index of indices) {
      const passage = view.article.passages[index];
      if (passage) out.push(await showPassage(library, view, passage, cancel));
      throwIfCancelled(cancel);
    }
  }
  return out;
}
