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
  }

  save(): void {
    const { sources, passages, characters, saved } = this;
    for (const [name, value] of Object.entries({ sources, passages, characters, saved, change: this.#change })) this.setFact(name, value);
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
