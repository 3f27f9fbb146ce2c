import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** How the names of such files end. */
const ENDING = '.code';

/** A file that holds the compiled code of a script: made by one version of V8, of one text. Nothing about it ever fails. */
export class CodeFile {
  readonly #file: string | undefined;

  /**
   * @param folder in which it lies, absolute; it need not be there. Undefined: nothing is kept
   * @param script path of the script, whose name changes with its contents
   */
  constructor(folder: string | undefined, script: string) {
    const { v8 = '' } = process.versions;
    const name = `${path.basename(script, path.extname(script))}-${v8}-${process.platform}-${process.arch}${ENDING}`;
    this.#file = folder === undefined ? undefined : path.join(folder, name);
  }

  /** What it holds; undefined when it is not there or not whole. */
  read(): Buffer | undefined {
    if (this.#file === undefined || !existsSync(this.#file)) return undefined;
    try {
      const bytes = readFileSync(this.#file);
      const code = bytes.subarray(SUM);
      // V8 believes what it is given: half a file would end the process.
      return bytes.length > SUM && bytes.readUInt32LE(0) === crc32(code) ? code : undefined;
    } catch {
      return undefined;
    }
  }

  /** Keeps what a script was compiled to, in place of what was kept for others: the folder holds one file. */
  write(code: Uint8Array): void {
    if (this.#file === undefined) return;
    try {
      const folder = path.dirname(this.#file);
      mkdirSync(folder, { recursive: true });
      const sum = Buffer.alloc(SUM);
      sum.writeUInt32LE(crc32(code));
      const fresh = `${this.#file}.${process.pid}.tmp`;
      writeFileSync(fresh, Buffer.concat([sum, code]));
      renameSync(fresh, this.#file);
      for (const name of readdirSync(folder))
        if (path.join(folder, name) !== this.#file && (name.endsWith(ENDING) || name.includes(`${ENDING}.`)))
          rmSync(path.join(folder, name), { force: true });
    } catch {
      // A folder that cannot be written to costs the next start some time, and nothing else.
    }
  }
}

/** Bytes of the sum before the code. */
const SUM = 4;
