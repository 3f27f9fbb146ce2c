import { closeSync, fstatSync, openSync, read } from 'node:fs';
import path from 'node:path';

/** By name: the tables whose reading began before anything asked for them. */
export type Early = ReadonlyMap<string, Promise<Uint8Array>>;

/**
 * Begins to read some tables, each in one go, which goes on in another thread while this one loads the program. One that cannot be read is
 * left out: whoever needs it asks for it and is told why.
 * @param folder absolute path
 */
export function readEarly(folder: string, names: readonly string[]): Early {
  const all = new Map<string, Promise<Uint8Array>>();
  for (const name of names) {
    try {
      all.set(name, begin(path.join(folder, name)));
    } catch {
      // It is not there.
    }
  }
  return all;
}

function begin(file: string): Promise<Uint8Array> {
  const opened = openSync(file, 'r');
  const { size } = fstatSync(opened);
  const bytes = Buffer.allocUnsafeSlow(size);
  const done = new Promise<Uint8Array>((resolve, reject) => {
    read(opened, bytes, 0, size, 0, (error, count) => {
      closeSync(opened);
      if (error) reject(error);
      else if (count < size) reject(new Error('It became shorter while it was read.'));
      else resolve(bytes);
    });
  });
  // Nobody may ever ask for it.
  done.catch(() => undefined);
  return done;
}
