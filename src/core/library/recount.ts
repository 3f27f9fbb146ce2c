import { Register } from '../names/register.ts';
import { type Breathe, type Cancel, throwIfCancelled } from '../ports.ts';
import { batchOf, UNSAVED } from './ingest.ts';
import type { Library } from './state.ts';

/**
 * Counts the names of all articles anew, after each of them was read again: another program may have counted what it read in another
 * way, so that nothing that it counted can be taken back. The saved register answers until the new one is whole. @throws CancelledError
 */
export async function recount(library: Library, cancel: Cancel): Promise<void> {
  const { index, breathe } = library.world;
  if (index === undefined) return;
  const { gazetteer } = await library.names();
  const saved = index.recount();
  for (const _ of saved.clear()) await pass(breathe, cancel);
  const register = new Register(gazetteer, saved);
  register.setProject(library.project);
  const save = async (): Promise<void> => {
    await saved.save(register.changes(), breathe);
    register.settled();
  };
  for (const names of saved.names()) {
    register.count(names, 1);
    if (register.unsaved > UNSAVED * batchOf(library)) await save();
    await pass(breathe, cancel);
  }
  await save();
  saved.finish();
  library.noteDeclared(index);
  library.registerAnew();
  // What is left takes room on the disk, and nothing else.
  for (const _ of index.recount().clear()) await pass(breathe, cancel);
}

async function pass(breathe: Breathe | undefined, cancel: Cancel): Promise<void> {
  await breathe?.();
  throwIfCancelled(cancel);
}
