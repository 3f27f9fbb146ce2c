/**
 * The commands that links in hovers may run, what they take, and how such a link is written. Arguments come back through the
 * editor, where anything could have changed them: each is read again before it is used.
 */
import type { EntityKind } from '../core/model.ts';
import { entityKinds } from './describe.ts';
import { escapeMarkdown } from './escape.ts';

/** Every command that a link of Attest's own Markdown may run: the value of `isTrusted.enabledCommands`, nothing else. */
export const linkedCommands = [
  'attest.openPassage',
  'attest.insertCitation',
  'attest.insertQuotation',
  'attest.showMentions',
  'attest.editEntity',
  'attest.nextUnsourced',
  'attest.showProblems',
  'attest.showStatus',
  'attest.restart',
] as const;
export type LinkedCommand = (typeof linkedCommands)[number];

/** A stretch of a source. Offsets are UTF-16 units into the text that the library read. */
export interface PassageTarget {
  /** The URI of the library's root. */
  readonly root: string;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  /** `digest` of the words there: tells whether the source changed since the link was made. */
  readonly digest: string;
}

/** A passage and the place in a briefing that it is for. */
export interface InsertTarget extends PassageTarget {
  /** The URI of the briefing. */
  readonly briefing: string;
  /** An offset in the statement that the passage is for. */
  readonly offset: number;
  readonly key: string;
  readonly paragraph?: number;
}

/** An entity of a library. */
export interface EntityTarget {
  readonly root: string;
  readonly entity: string;
  readonly name: string;
  readonly kind: EntityKind;
}

export interface LinkArguments {
  readonly 'attest.openPassage': PassageTarget;
  readonly 'attest.insertCitation': InsertTarget;
  readonly 'attest.insertQuotation': InsertTarget;
  readonly 'attest.showMentions': EntityTarget;
  readonly 'attest.editEntity': EntityTarget;
}

/** A Markdown link that runs a command. Label and title are escaped; a screen reader reads the title. */
export function commandLink<C extends keyof LinkArguments>(label: string, title: string, command: C, argument: LinkArguments[C]): string {
  return `[${escapeMarkdown(label)}](${commandUri(command, argument)} "${escapeMarkdown(title)}")`;
}

/** The address of a command with its argument, safe inside a Markdown link. */
export function commandUri(command: LinkedCommand | 'attest.explainRule', argument?: unknown): string {
  if (argument === undefined) return `command:${command}`;
  // Parentheses would end the address, and are the only such characters that the encoding leaves.
  const encoded = encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (c) => (c === '(' ? '%28' : '%29'));
  return `command:${command}?${encoded}`;
}

/** The target, or undefined for anything that is none. */
export function readPassageTarget(value: unknown): PassageTarget | undefined {
  const { root, path, start, end, digest } = fields(value);
  if (typeof root !== 'string' || typeof path !== 'string' || typeof digest !== 'string') return undefined;
  if (!isOffset(start) || !isOffset(end) || end < start) return undefined;
  return { root, path, start, end, digest };
}

export function readInsertTarget(value: unknown): InsertTarget | undefined {
  const passage = readPassageTarget(value);
  const { briefing, offset, key, paragraph } = fields(value);
  if (passage === undefined || typeof briefing !== 'string' || typeof key !== 'string' || !isOffset(offset)) return undefined;
  return { ...passage, briefing, offset, key, ...(isOffset(paragraph) ? { paragraph } : {}) };
}

export function readEntityTarget(value: unknown): EntityTarget | undefined {
  const { root, entity, name, kind } = fields(value);
  const known = entityKinds.find((k) => k === kind);
  if (typeof root !== 'string' || typeof entity !== 'string' || typeof name !== 'string' || known === undefined) return undefined;
  return { root, entity, name, kind: known };
}

function fields(value: unknown): Readonly<Partial<Record<string, unknown>>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function isOffset(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
