import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Finds the files of the npm packages that the training reads, in any of the given `node_modules` folders. */
export class Packages {
  readonly #folders: readonly string[];

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** @throws Error naming the package when no folder holds the file. */
  path(name: string, file: string): string {
    for (const folder of this.#folders) {
      const path = join(folder, name, file);
      if (existsSync(path)) return path;
    }
    throw new Error(`${name}/${file} is missing. Install it (npm i --no-save ${name}) or name its folder with --packages DIR.`);
  }

  text(name: string, file: string): string {
    return readFileSync(this.path(name, file), 'utf8');
  }

  json(name: string, file: string): unknown {
    return JSON.parse(this.text(name, file));
  }
}
