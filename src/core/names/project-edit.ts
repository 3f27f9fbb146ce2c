import {
  applyEdits,
  type FormattingOptions,
  findNodeAtLocation,
  type JSONPath,
  modify,
  type Node,
  type ParseError,
  parseTree,
} from 'jsonc-parser';
import type { ProjectAlias, ProjectEntity, ProjectIgnore } from './project.ts';

/** One change of the project file. */
export type ProjectChange =
  | { readonly type: 'entity'; readonly entity: Pick<ProjectEntity, 'name' | 'kind'> & Partial<ProjectEntity> }
  | { readonly type: 'alias'; readonly name: string; readonly alias: ProjectAlias }
  | { readonly type: 'merge'; readonly names: readonly string[] }
  | { readonly type: 'split'; readonly names: readonly string[] }
  | { readonly type: 'reject'; readonly text: string }
  | { readonly type: 'ignore'; readonly ignore: ProjectIgnore }
  | { readonly type: 'unignore'; readonly fingerprint: string }
  | { readonly type: 'spelling'; readonly variant: string; readonly preferred: string }
  | { readonly type: 'cited'; readonly key: string; readonly digest: string };

const NEW_FILE = '{\n}\n';

/**
 * The file's text after a change: lists stay sorted by code units where they were, comments and formatting stay, what is
 * there already is not added again. An empty text makes a new file.
 * @throws Error with a plain message when the text is no JSON object: nobody's file is overwritten by guess.
 */
export function editProject(text: string, change: ProjectChange): string {
  const source = text.trim() === '' ? NEW_FILE : text;
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object') throw new Error('attest.json is no valid JSON object: mend it first, then try again.');
  switch (change.type) {
    case 'entity':
      return editEntity(source, root, change.entity);
    case 'alias':
      return editAlias(source, root, change.name, change.alias);
    case 'merge':
    case 'split':
      return insertSorted(
        source,
        root,
        [change.type],
        [...change.names],
        (n) => JSON.stringify(plainValue(n)),
        JSON.stringify(change.names),
      );
    case 'reject':
      return insertSorted(source, root, ['reject'], change.text, (n) => String(n.value), change.text);
    case 'ignore':
      return insertSorted(source, root, ['ignore'], ordered(change.ignore), ignoreKey, keyOfIgnore(change.ignore));
    case 'unignore':
      return removeIgnore(source, root, change.fingerprint);
    case 'spelling':
      return editTexts(source, root, 'spelling', change.variant, change.preferred);
    case 'cited':
      return editTexts(source, root, 'cited', change.key, change.digest);
  }
}

function editEntity(source: string, root: Node, entity: Pick<ProjectEntity, 'name' | 'kind'> & Partial<ProjectEntity>): string {
  const at = indexOfEntity(root, entity.name, entity.kind);
  const { aliases, caseSensitive, note } = entity;
  const written = {
    name: entity.name,
    kind: entity.kind,
    ...(aliases && aliases.length > 0 ? { aliases: aliases.map((a) => writtenAlias(a, caseSensitive ?? false)) } : {}),
    ...(caseSensitive === true ? { caseSensitive } : {}),
    ...(note === undefined ? {} : { note }),
  };
  if (at < 0) return insertSorted(source, root, ['entities'], written, (n) => String(findNodeAtLocation(n, ['name'])?.value), entity.name);
  // Known already: only what the change names is set.
  let out = source;
  const entry = findNodeAtLocation(root, ['entities', at]);
  for (const [property, value] of Object.entries(written)) {
    const known = entry && findNodeAtLocation(entry, [property]);
    if (known && JSON.stringify(plainValue(known)) === JSON.stringify(value)) continue;
    out = applyEdits(out, modify(out, ['entities', at, property], value, { formattingOptions: formatOf(out) }));
  }
  return out;
}

/** Sets one entry of an object of texts, in its sorted place. */
function editTexts(source: string, root: Node, list: 'spelling' | 'cited', name: string, text: string): string {
  const known = findNodeAtLocation(root, [list]);
  if (known && findNodeAtLocation(known, [name])?.value === text) return source;
  const made = known
    ? source
    : applyEdits(source, modify(source, [list], {}, { formattingOptions: formatOf(source), getInsertionIndex: propertyIndex([list]) }));
  return applyEdits(made, modify(made, [list, name], text, { formattingOptions: formatOf(made), getInsertionIndex: sortedIndex(name) }));
}

function editAlias(source: string, root: Node, name: string, alias: ProjectAlias): string {
  const at = indexOfEntity(root, name);
  if (at < 0) throw new Error(`attest.json declares no entity "${name}".`);
  const own = findNodeAtLocation(root, ['entities', at, 'caseSensitive'])?.value === true;
  const keyOf = (n: Node): string => (n.type === 'object' ? String(findNodeAtLocation(n, ['text'])?.value) : String(n.value));
  return insertSorted(source, root, ['entities', at, 'aliases'], writtenAlias(alias, own), keyOf, alias.text);
}

function writtenAlias(alias: ProjectAlias, inherited: boolean): string | ProjectAlias {
  return alias.caseSensitive === inherited ? alias.text : alias;
}

function indexOfEntity(root: Node, name: string, kind?: string): number {
  const list = findNodeAtLocation(root, ['entities'])?.children ?? [];
  return list.findIndex(
    (n) => findNodeAtLocation(n, ['name'])?.value === name && (kind === undefined || findNodeAtLocation(n, ['kind'])?.value === kind),
  );
}

/** Puts a value where it belongs in a sorted list, unless its key is there; makes the list when there is none. */
function insertSorted(source: string, root: Node, path: JSONPath, value: unknown, keyOf: (node: Node) => string, key: string): string {
  const list = findNodeAtLocation(root, path);
  if (list?.type !== 'array') {
    const made = applyEdits(
      source,
      modify(source, path, [], { formattingOptions: formatOf(source), getInsertionIndex: propertyIndex(path) }),
    );
    const again = parseTree(made, [], { allowTrailingComma: true });
    return again ? insertSorted(made, again, path, value, keyOf, key) : source;
  }
  const keys = (list.children ?? []).map(keyOf);
  if (keys.includes(key)) return source;
  const after = keys.findIndex((k) => k > key);
  return insertItem(source, list, after < 0 ? keys.length : after, inline(value));
}

/** Writes an item on a line of its own where the list does so; a comment behind its neighbour stays behind its neighbour. */
function insertItem(source: string, list: Node, index: number, item: string): string {
  const { eol } = formatOf(source);
  const items = list.children ?? [];
  const next = items[index];
  const put = (at: number, text: string): string => source.slice(0, at) + text + source.slice(at);
  if (next)
    return put(next.offset, `${item},${/^[ \t]*$/.test(lineBefore(source, next.offset)) ? eol + indentAt(source, next.offset) : ' '}`);
  const last = items.at(-1);
  const close = list.offset + list.length - 1;
  if (!last) {
    const outer = indentAt(source, list.offset);
    const inner = outer + indentOf(source);
    return source.slice(0, list.offset + 1) + eol + inner + item + eol + outer + source.slice(close);
  }
  const end = last.offset + last.length;
  const tail = source.slice(end, close);
  const comma = /^\s*,/.test(tail) ? '' : ',';
  const line = tail.indexOf('\n');
  if (line < 0)
    return (
      source.slice(0, end) +
      (comma === '' ? '' : ', ') +
      (comma === '' ? source.slice(end, close).replace(/,\s*$/, ', ') : '') +
      item +
      source.slice(close)
    );
  const at = end + (tail.charAt(line - 1) === '\r' ? line - 1 : line);
  return `${source.slice(0, end)}${comma}${source.slice(end, at)}${eol}${indentAt(source, last.offset)}${item}${source.slice(at)}`;
}

/** One line, as a reviewer reads it: { "name": "x", "kind": "person" }. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{ ${Object.entries(value)
      .map(([k, v]) => `${JSON.stringify(k)}: ${inline(v)}`)
      .join(', ')} }`;
  return JSON.stringify(value);
}

function lineBefore(source: string, at: number): string {
  return source.slice(source.lastIndexOf('\n', at - 1) + 1, at);
}

/** The white space at the start of the line on which the offset lies. */
function indentAt(source: string, at: number): string {
  return /^[ \t]*/.exec(lineBefore(source, at))?.[0] ?? '';
}

/** One step of indentation: that of the first indented line. */
function indentOf(source: string): string {
  return /\n([ \t]+)\S/.exec(source)?.[1] ?? '  ';
}

/** The order of properties in a new file: that of the schema. */
const ORDER = ['$schema', 'entities', 'merge', 'split', 'reject', 'spelling', 'cited', 'ignore'];

function propertyIndex(path: JSONPath): (properties: string[]) => number {
  const [name] = path;
  if (path.length !== 1 || typeof name !== 'string') return (properties) => properties.length;
  return (properties) => {
    const later = properties.findIndex((p) => ORDER.indexOf(p) > ORDER.indexOf(name));
    return later < 0 ? properties.length : later;
  };
}

function sortedIndex(name: string): (properties: string[]) => number {
  return (properties) => {
    const later = properties.findIndex((p) => p > name);
    return later < 0 ? properties.length : later;
  };
}

/** What a node says: objects with their properties in the order of the file. */
function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value;
  return Object.fromEntries(
    (node.children ?? []).map(({ children: [key, value] = [] }) => [String(key?.value), value && plainValue(value)]),
  );
}

function ordered({ code, fingerprint, text, files, reason }: ProjectIgnore): Readonly<Record<string, string>> {
  return {
    code,
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(text === undefined ? {} : { text }),
    ...(files === undefined ? {} : { files }),
    reason,
  };
}

function keyOfIgnore(ignore: ProjectIgnore): string {
  return [ignore.code, ignore.files ?? '', ignore.text ?? '', ignore.fingerprint ?? ''].join('\n');
}

function ignoreKey(node: Node): string {
  return ['code', 'files', 'text', 'fingerprint'].map((p) => String(findNodeAtLocation(node, [p])?.value ?? '')).join('\n');
}

function removeIgnore(source: string, root: Node, fingerprint: string): string {
  const at = (findNodeAtLocation(root, ['ignore'])?.children ?? []).findIndex(
    (n) => findNodeAtLocation(n, ['fingerprint'])?.value === fingerprint,
  );
  return at < 0 ? source : applyEdits(source, modify(source, ['ignore', at], undefined, { formattingOptions: formatOf(source) }));
}

/** Indents as the file does: a tab, or as many blanks as its first indented line has. */
function formatOf(source: string): FormattingOptions & { readonly eol: string } {
  const indent = indentOf(source);
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 4 : indent.length,
    eol: source.includes('\r\n') ? '\r\n' : '\n',
  };
}
