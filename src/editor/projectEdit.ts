/** Edits of the project file's text that keep its comments and layout. */
import { applyEdits, type FormattingOptions, getNodeValue, modify, parseTree } from 'jsonc-parser';
import type { EntityTarget } from './links.ts';

const format: FormattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' };

/** The project file's text with an entry for the entity, and where that entry begins. Keeps comments and layout. */
export function withEntity(
  text: string,
  { name, kind }: Pick<EntityTarget, 'name' | 'kind'>,
): { readonly text: string; readonly offset: number } {
  const start = text.trim() === '' ? '{}\n' : text;
  const names = entityNames(start);
  const known = names.indexOf(name);
  const after =
    known === -1 ? applyEdits(start, modify(start, ['entities', -1], { name, kind, aliases: [] }, { formattingOptions: format })) : start;
  const index = known === -1 ? names.length : known;
  const entry = parseTree(after)?.children?.find((c) => c.children?.[0]?.value === 'entities')?.children?.[1]?.children?.[index];
  return { text: after, offset: entry?.offset ?? 0 };
}

function entityNames(text: string): unknown[] {
  const tree = parseTree(text);
  const root: unknown = tree === undefined ? undefined : getNodeValue(tree);
  const list: unknown = typeof root === 'object' && root !== null && 'entities' in root ? root.entities : [];
  return Array.isArray(list)
    ? list.map((entry: unknown) => (typeof entry === 'object' && entry !== null && 'name' in entry ? entry.name : undefined))
    : [];
}
