import type { DatabaseSync } from 'node:sqlite';

/** The running numbers of a database, kept in its table of facts. They are written with the step that changes them. */
export class Counts {
  readonly #db: DatabaseSync;
  sources = 0;
  passages = 0;
  characters = 0;
  /** Number of the last change, and of the last one that the saved register counts. */
  #change = 0;
  saved = 0;
  /** Number of the last change that another program made, all of whose articles are to be read again; 0 for none. */
  outdated = 0;
  /** Whether what is noted of the register to be written later is in force (see `SavedRegister`). */
  later = false;
  /** Before the name of each space of the register that is in force. */
  prefix = '';

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.load();
  }

  /** Reads them again, after a step that failed. */
  load(): void {
    const number = (name: string): number => Number(this.fact(name) ?? 0);
    this.sources = number('sources');
    this.passages = number('passages');
    this.characters = number('characters');
    this.#change = number('change');
    this.saved = number('saved');
    this.outdated = number('outdated');
    this.later = number('later') === 1;
    this.prefix = String(this.fact('prefix') ?? '');
  }

  save(): void {
    const { sources, passages, characters, saved, outdated, prefix } = this;
    const all = { sources, passages, characters, saved, outdated, later: this.later ? 1 : 0, prefix, change: this.#change };
    for (const [name, value] of Object.entries(all)) this.setFact(name, value);
  }

  /** All that is there was read by another program. */
  outdate(): void {
    this.outdated = this.#change;
    this.save();
  }

  add(sources: number, passages: number, characters: number): void {
    this.sources += sources;
    this.passages += passages;
    this.characters += characters;
  }

  /** The number of a new change. */
  next(): number {
    return ++this.#change;
  }

  /** The saved register counts all that is there. */
  settled(): void {
    this.saved = this.#change;
  }

  fact(name: string): string | number | undefined {
    const value = this.#db.prepare('SELECT value FROM facts WHERE name = ?').get(name)?.['value'];
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  }

  setFact(name: string, value: string | number): void {
    this.#db.prepare('INSERT INTO facts VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value').run(name, value);
  }
}
