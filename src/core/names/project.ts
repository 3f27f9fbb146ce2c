import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { EntityKind } from '../model.ts';
import type { Span } from '../text/span.ts';

/** Another name of a declared entity. */
export interface ProjectAlias {
  readonly text: string;
  /** Only in exactly this case: "WHO" is not "who". */
  readonly caseSensitive: boolean;
}

/** An entity that the project file declares. */
export interface ProjectEntity {
  readonly name: string;
  readonly kind: EntityKind;
  readonly aliases: readonly ProjectAlias[];
  readonly caseSensitive: boolean;
  readonly note?: string;
}

/** A finding that somebody decided to leave. At least one of `fingerprint`, `text` and `files` says which. */
export interface ProjectIgnore {
  /** The rule's code, or `*` for all. */
  readonly code: string;
  /** Of one occurrence. */
  readonly fingerprint?: string;
  /** The words of the statement, so that a person can review the entry. */
  readonly text?: string;
  /** Glob of the briefings it holds for. */
  readonly files?: string;
  readonly reason: string;
}

/** What `attest.json` says. */
export interface Project {
  readonly entities: readonly ProjectEntity[];
  /** Names that are one entity; the first is its name. */
  readonly merge: readonly (readonly string[])[];
  /** Names that are different entities though they look alike. */
  readonly split: readonly (readonly string[])[];
  /** Texts that are no names. */
  readonly reject: readonly string[];
  readonly ignore: readonly ProjectIgnore[];
  /** House spelling: variant → preferred. */
  readonly spelling: ReadonlyMap<string, string>;
  /** Digests of sources' texts as they were when they were cited, by citation key. */
  readonly cited: ReadonlyMap<string, string>;
}

/** Something in the project file that is not as it must be; the rest of the file counts all the same. */
export interface ProjectProblem extends Span {
  readonly message: string;
}

export const emptyProject: Project = { entities: [], merge: [], split: [], reject: [], ignore: [], spelling: new Map(), cited: new Map() };

const KINDS: readonly EntityKind[] = ['person', 'organisation', 'state', 'place'];
const PROPERTIES = ['$schema', 'entities', 'merge', 'split', 'reject', 'ignore', 'spelling', 'cited'];

/** Reads a project file (JSON; comments and trailing commas are allowed). Never throws: what is wrong is left out and told, with its place in UTF-16. */
export function parseProject(text: string): { readonly project: Project; readonly problems: readonly ProjectProblem[] } {
  const errors: ParseError[] = [];
  const root = text.trim() === '' ? undefined : parseTree(text.replace(/^\uFEFF/, ' '), errors, { allowTrailingComma: true });
  const reader = new ProjectReader();
  for (const e of errors.slice(0, 20))
    reader.problems.push({ start: e.offset, end: e.offset + Math.max(e.length, 1), message: syntaxMessage(e) });
  if (!root) return { project: emptyProject, problems: reader.problems };
  if (root.type !== 'object') {
    reader.problem(root, 'The project file must be an object: { "entities": [ … ] }.');
    return { project: emptyProject, problems: reader.problems };
  }
  reader.properties(root, PROPERTIES);
  const project: Project = {
    entities: reader.items(root, 'entities').flatMap((n) => reader.entity(n) ?? []),
    merge: reader.items(root, 'merge').flatMap((n) => reader.names(n)),
    split: reader.items(root, 'split').flatMap((n) => reader.names(n)),
    reject: reader.items(root, 'reject').flatMap((n) => reader.string(n, 'A rejected name') ?? []),
    ignore: reader.items(root, 'ignore').flatMap((n) => reader.ignore(n) ?? []),
    spelling: reader.texts(root, 'spelling', { Kiev: 'Kyiv' }, 'The preferred spelling'),
    cited: reader.texts(root, 'cited', { key: 'digest' }, 'The digest of a cited source'),
  };
  reader.duplicates(root, project.entities);
  return { project, problems: [...reader.problems].sort((a, b) => a.start - b.start || a.end - b.end) };
}

function syntaxMessage(error: ParseError): string {
  const words = printParseErrorCode(error.error)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return `This is no JSON: ${words}.`;
}

class ProjectReader {
  readonly problems: ProjectProblem[] = [];

  problem(node: Node, message: string): void {
    this.problems.push({ start: node.offset, end: node.offset + node.length, message });
  }

  /** Reports properties that the schema does not know. */
  properties(node: Node, known: readonly string[]): void {
    for (const property of node.children ?? []) {
      const [key] = property.children ?? [];
      if (key && typeof key.value === 'string' && !known.includes(key.value))
        this.problem(key, `Unknown property "${key.value}"; known are ${known.join(', ')}.`);
    }
  }

  items(root: Node, property: string): readonly Node[] {
    const node = findNodeAtLocation(root, [property]);
    if (!node) return [];
    if (node.type === 'array') return node.children ?? [];
    this.problem(node, `"${property}" must be a list.`);
    return [];
  }

  string(node: Node | undefined, what: string): string | undefined {
    if (!node) return undefined;
    const value: unknown = node.value;
    if (typeof value === 'string' && value.trim() !== '') return value.trim();
    this.problem(node, `${what} must be a text that is not empty.`);
    return undefined;
  }

  #flag(node: Node | undefined, what: string): boolean | undefined {
    if (!node) return undefined;
    const value: unknown = node.value;
    if (typeof value === 'boolean') return value;
    this.problem(node, `${what} must be true or false.`);
    return undefined;
  }

  entity(node: Node): ProjectEntity | undefined {
    if (node.type !== 'object') {
      this.problem(node, 'An entity must be an object: { "name": …, "kind": … }.');
      return undefined;
    }
    this.properties(node, ['name', 'kind', 'aliases', 'caseSensitive', 'note']);
    const name = this.string(findNodeAtLocation(node, ['name']), 'The name');
    const kindNode = findNodeAtLocation(node, ['kind']);
    const kind = KINDS.find((k) => k === kindNode?.value);
    if (name === undefined) {
      if (!findNodeAtLocation(node, ['name'])) this.problem(node, 'An entity needs a "name".');
      return undefined;
    }
    if (kind === undefined) {
      this.problem(kindNode ?? node, `An entity needs a "kind": ${KINDS.join(', ')}.`);
      return undefined;
    }
    const caseSensitive = this.#flag(findNodeAtLocation(node, ['caseSensitive']), '"caseSensitive"') ?? false;
    const note = this.string(findNodeAtLocation(node, ['note']), 'The note');
    const aliases = this.items(node, 'aliases').flatMap((n) => this.#alias(n, caseSensitive) ?? []);
    return { name, kind, aliases, caseSensitive, ...(note === undefined ? {} : { note }) };
  }

  #alias(node: Node, caseSensitive: boolean): ProjectAlias | undefined {
    if (node.type !== 'object') {
      const text = this.string(node, 'An alias');
      return text === undefined ? undefined : { text, caseSensitive };
    }
    this.properties(node, ['text', 'caseSensitive']);
    const text = this.string(findNodeAtLocation(node, ['text']), 'The text of an alias');
    if (text === undefined) {
      if (!findNodeAtLocation(node, ['text'])) this.problem(node, 'An alias needs a "text".');
      return undefined;
    }
    return { text, caseSensitive: this.#flag(findNodeAtLocation(node, ['caseSensitive']), '"caseSensitive"') ?? caseSensitive };
  }

  /** One list of names, or none. */
  names(node: Node): readonly (readonly string[])[] {
    if (node.type !== 'array') {
      this.problem(node, 'This must be a list of names.');
      return [];
    }
    const names = (node.children ?? []).flatMap((n) => this.string(n, 'A name') ?? []);
    if (names.length >= 2) return [names];
    this.problem(node, 'This list needs two names at least.');
    return [];
  }

  ignore(node: Node): ProjectIgnore | undefined {
    if (node.type !== 'object') {
      this.problem(node, 'An ignore must be an object: { "code": …, "reason": … }.');
      return undefined;
    }
    this.properties(node, ['code', 'fingerprint', 'text', 'files', 'reason']);
    const read = (property: string): string | undefined => this.string(findNodeAtLocation(node, [property]), `"${property}"`);
    const code = read('code');
    const reason = read('reason');
    const parts = { fingerprint: read('fingerprint'), text: read('text'), files: read('files') };
    if (code === undefined || reason === undefined) {
      this.problem(node, 'An ignore needs a "code" and a "reason".');
      return undefined;
    }
    if (parts.fingerprint === undefined && parts.text === undefined && parts.files === undefined) {
      this.problem(node, 'An ignore needs a "fingerprint", a "text" or "files" to say where it holds.');
      return undefined;
    }
    return {
      code,
      reason,
      ...(parts.fingerprint === undefined ? {} : { fingerprint: parts.fingerprint }),
      ...(parts.text === undefined ? {} : { text: parts.text }),
      ...(parts.files === undefined ? {} : { files: parts.files }),
    };
  }

  /** A property whose value is an object of texts. */
  texts(root: Node, property: string, example: Readonly<Record<string, string>>, what: string): ReadonlyMap<string, string> {
    const out = new Map<string, string>();
    const node = findNodeAtLocation(root, [property]);
    if (!node) return out;
    if (node.type !== 'object') {
      this.problem(node, `"${property}" must be an object, such as ${JSON.stringify(example)}.`);
      return out;
    }
    for (const entry of node.children ?? []) {
      const [key, value] = entry.children ?? [];
      const text = this.string(value, what);
      const name: unknown = key?.value;
      if (typeof name === 'string' && text !== undefined) out.set(name, text);
    }
    return out;
  }

  /** One name declared twice: the first counts. */
  duplicates(root: Node, entities: readonly ProjectEntity[]): void {
    if (new Set(entities.map((e) => `${e.kind}|${e.name}`)).size === entities.length) return;
    const seen = new Set<string>();
    for (const node of findNodeAtLocation(root, ['entities'])?.children ?? []) {
      const name = findNodeAtLocation(node, ['name']);
      const id = `${String(findNodeAtLocation(node, ['kind'])?.value)}|${String(name?.value)}`;
      if (name && seen.has(id)) this.problem(name, `"${String(name.value)}" is declared twice; the first declaration counts.`);
      seen.add(id);
    }
  }
}
