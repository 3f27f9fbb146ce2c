import type { DatabaseSync } from 'node:sqlite';
import { STEPS } from './steps.ts';

/** "ATST": tells a database of ours from others. */
const APPLICATION = 0x41545354;
/** Counts up, by thousands, with every change of the tables or of what the bytes in them mean; `STEPS` leads there from older ones. */
export const SCHEMA_VERSION = 3001;

/**
 * Columns of `articles` repeat what the head says where all sources are listed by it; `problems` is null for none.
 * `bodies` lies apart from `articles`, so that listing the sources reads no text; `kept` is null where an older version has stored the
 * article. What is read without the text comes before it: behind it, it would be reached page by page. `segments` and `pages` hold by which
 * terms, names' keys and signatures passages are found (see `Inverted`). `gone` holds the names of articles that were removed since the
 * register was last saved; `later` what is to be written to the register next, null for what goes (see `SavedRegister`).
 */
const CREATE = `
  CREATE TABLE articles (
    number INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    file_digest TEXT NOT NULL, key TEXT NOT NULL, origin TEXT, outlet TEXT, author TEXT, url TEXT, words TEXT NOT NULL,
    head TEXT NOT NULL, problems TEXT, passages INTEGER NOT NULL, characters INTEGER NOT NULL, change INTEGER NOT NULL
  );
  CREATE INDEX articles_change ON articles (change);
  CREATE INDEX articles_key ON articles (key);
  CREATE INDEX articles_problems ON articles (path) WHERE problems NOT NULL;
  CREATE TABLE bodies (number INTEGER PRIMARY KEY, kept BLOB, kinship BLOB NOT NULL, parts BLOB NOT NULL, text BLOB NOT NULL);
  CREATE TABLE segments (id INTEGER PRIMARY KEY, numbers BLOB NOT NULL, heads BLOB NOT NULL, gone BLOB NOT NULL);
  CREATE TABLE pages (id INTEGER PRIMARY KEY, data BLOB NOT NULL);
  CREATE TABLE gone (id INTEGER PRIMARY KEY, parts BLOB NOT NULL);
  CREATE TABLE register (space TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (space, key)) WITHOUT ROWID;
  CREATE TABLE later (space TEXT NOT NULL, key TEXT NOT NULL, value TEXT, PRIMARY KEY (space, key)) WITHOUT ROWID;
  CREATE TABLE facts (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
`;

const OTHER_VERSION = 'it is of another version';

/** The database is not one that this version made, or can take up. */
export class ForeignDatabaseError extends Error {
  override readonly name = 'ForeignDatabaseError';
}

/**
/**
 * Makes an open connection ready: writes that survive the end of the process, tables. Others may read meanwhile. A database of an older
 * version is brought up to this one in one transaction: after a failure, or the end of the process, it is as it was.
 * @param reading another process writes it: nothing is changed, and nothing made
 * @throws ForeignDatabaseError for a database of another program, a newer version or one that no step leads on from; SQLite's own
 * errors for a locked or damaged one
 */
export function prepare(db: DatabaseSync, wait: number, reading = false): void {
  db.exec(`PRAGMA busy_timeout = ${wait}`);
  // Read before anything is written: a foreign database stays as it is.
  const application = number(db, 'application_id');
  const version = number(db, 'user_version');
  const empty = db.prepare('SELECT count(*) AS n FROM sqlite_master').get()?.['n'] === 0;
  if (!empty && application !== APPLICATION) throw new ForeignDatabaseError('it is no index of Attest');
  if (reading) {
    if (version !== SCHEMA_VERSION) throw new ForeignDatabaseError(empty ? 'it is just being made' : OTHER_VERSION);
    db.exec('PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000');
    return;
  }
  const steps = empty ? [] : stepsFrom(version);
  // Where a file system has no memory that processes share, nobody else can read.
  const mode = db.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (mode === 'delete') db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL');
  // The store moves pages from the journal itself (see `SharedIndex.move`); this much is for where it does not get to that.
  db.exec('PRAGMA wal_autocheckpoint = 3000');
  db.exec('PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16000');
  db.exec('BEGIN EXCLUSIVE');
  try {
    if (empty) {
      db.exec(CREATE);
      db.exec(`PRAGMA application_id = ${APPLICATION}`);
    }
    for (const step of steps) step(db);
    if (empty || steps.length > 0) db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
    db.exec('COMMIT');
  } catch (error) {
    db.exec('ROLLBACK');
    throw error;
  }
}

/** The steps from a version to this one; none for this one. @throws ForeignDatabaseError where there is no way */
function stepsFrom(version: number): ((db: DatabaseSync) => void)[] {
  const steps: ((db: DatabaseSync) => void)[] = [];
  for (let at = version; at !== SCHEMA_VERSION; ) {
    const step = STEPS.find(({ from }) => from === at);
    if (step === undefined) throw new ForeignDatabaseError(`it is of version ${version}, and this Attest writes version ${SCHEMA_VERSION}`);
    steps.push(step.run);
    at = step.to;
  }
  return steps;
}

function number(db: DatabaseSync, pragma: string): number {
  return Number(db.prepare(`PRAGMA ${pragma}`).get()?.[pragma] ?? 0);
}
