/** Where an entity stands in the project file. */
import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { EntityKind } from '../core/model.ts';
import { editProject } from '../core/names/project-edit.ts';

export interface EntityEntry {
  /** The project file's text, with the entry. */
  readonly text: string;
  /** Where the entry begins, in UTF-16 units. */
  readonly offset: number;
}

/** The project file with an entry for the entity; what is there stays. @throws Error with a plain message when the text is no JSON object. */
export function withEntity(text: string, name: string, kind: EntityKind): EntityEntry {
  const after = editProject(text, { type: 'entity', entity: { name, kind } });
  const root = parseTree(after, [], { allowTrailingComma: true });
  const entries = (root && findNodeAtLocation(root, ['entities'])?.children) ?? [];
  const entry = entries.find((e) => findNodeAtLocation(e, ['name'])?.value === name && findNodeAtLocation(e, ['kind'])?.value === kind);
  return { text: after, offset: entry?.offset ?? 0 };
}
