import type { DatabaseSync } from 'node:sqlite';

/** Brings a database of one version to the next. Runs within the caller's transaction. */
export interface Step {
  readonly from: number;
  /** Greater than `from`. */
  readonly to: number;
  readonly run: (db: DatabaseSync) => void;
}

/**
 * How an index of an older version is taken up as it is: reading a library anew takes minutes. No step reads an article's text; what
 * it leaves out is found out when it is asked for.
 */
export const STEPS: readonly Step[] = [
  // Version 2 kept nothing besides: of its articles that is found when they are asked for, and kept when they are read again.
  {
    from: 2001,
    to: 3000,
    run: (db) =>
      db.exec(`
        ALTER TABLE bodies ADD COLUMN kept BLOB;
        CREATE INDEX articles_key ON articles (key);
        CREATE INDEX articles_problems ON articles (path) WHERE problems NOT NULL;
      `),
  },
  // The register was saved in one go.
  {
    from: 3000,
    to: 3001,
    run: (db) => db.exec('CREATE TABLE later (space TEXT NOT NULL, key TEXT NOT NULL, value TEXT, PRIMARY KEY (space, key)) WITHOUT ROWID'),
  },
];
