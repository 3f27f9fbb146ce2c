import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** The statements of a database, each prepared once: the preparation costs more than most of them. */
export function statementsOf(db: DatabaseSync): (sql: string) => StatementSync {
  const known = new Map<string, StatementSync>();
  return (sql) => {
    let statement = known.get(sql);
    if (statement === undefined) {
      statement = db.prepare(sql);
      known.set(sql, statement);
    }
    return statement;
  };
}
