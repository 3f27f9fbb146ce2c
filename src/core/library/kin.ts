/** Which sources tell one story: reprints of one another have one origin, however many outlets carry it. */
import type { SourceCard } from '../model.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { Kinship } from '../sources/kinship.ts';
import { isReprint } from '../sources/sketch.ts';
import { LIMITS } from './limits.ts';
import type { Library } from './state.ts';

interface Known {
  readonly generation: number;
  readonly origins: Map<string, SourceCard | undefined>;
}

const known = new WeakMap<Library, Known>();

/**
 * The article from which a source and its reprints come, as far as they tell (see `Kinship.originOf`); undefined for a source
 * without reprints. The same for all that are reprints of one another. Remembered until the library changes.
 */
export async function originOf(library: Library, path: string, cancel: Cancel): Promise<SourceCard | undefined> {
  let memory = known.get(library);
  if (memory?.generation !== library.generation) {
    memory = { generation: library.generation, origins: new Map() };
    known.set(library, memory);
  }
  const { origins } = memory;
  if (origins.has(path)) return origins.get(path);
  const family = await familyOf(library, path, cancel);
  let origin: SourceCard | undefined;
  if (family.size > 1) {
    const kinship = new Kinship();
    for (const one of family) {
      const view = await library.view(one, cancel);
      throwIfCancelled(cancel);
      if (view) kinship.add(view.told);
    }
    origin = library.catalogue.card(kinship.originOf(path));
  }
  for (const one of family) origins.set(one, origin);
  return origin;
}

/** The source with its reprints, theirs, and so on. */
async function familyOf(library: Library, path: string, cancel: Cancel): Promise<Set<string>> {
  const family = new Set([path]);
  const { kin: most } = library.world.limits ?? LIMITS;
  for (const one of family) {
    const view = await library.view(one, cancel);
    throwIfCancelled(cancel);
    if (!view || family.size >= most) break;
    for (const other of (await library.store.kin(one, cancel)).paths.slice(0, most)) {
      if (family.has(other)) continue;
      const kin = await library.sketch(other, cancel);
      throwIfCancelled(cancel);
      if (kin && isReprint(view.sketch, kin)) family.add(other);
    }
  }
  return family;
}
