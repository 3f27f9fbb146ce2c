/** The settings of package.json, read for one folder. Values of a wrong type fall back to the default: VS Code marks them by itself. */
import * as vscode from 'vscode';
import type { EntityKind, FindingCode, Severity } from '../core/model.ts';
import { catalogue, severities } from '../core/rules/catalogue.ts';
import { defaultSettings, type LibrarySettings } from '../core/service.ts';
import { entityKinds } from './describe.ts';

export type HoverKind = EntityKind | 'citation';

export interface EditorSettings {
  readonly hover: { readonly enabled: boolean; readonly kinds: ReadonlySet<HoverKind>; readonly map: boolean };
  readonly highlight: 'colours' | 'theme' | 'off';
  /** Milliseconds that new findings wait for a pause in the typing. */
  readonly delay: number;
  /** Whether the library is kept from one window to the next, text of the sources included. */
  readonly keepIndex: boolean;
}

const hoverKinds: readonly HoverKind[] = [...entityKinds, 'citation'];

/** Settings that change what the library is, or what it answers. */
export function librarySettings(root: vscode.Uri): LibrarySettings {
  const read = vscode.workspace.getConfiguration('attest', root);
  return {
    sources: texts(read.get('sources')) ?? defaultSettings.sources,
    rules: rules(read.get('rules')),
    hoverQuotes: whole(read.get('hover.quotes'), 1, 20) ?? defaultSettings.hoverQuotes,
    maxFileSize: whole(read.get('maxFileSize'), 1, Number.MAX_SAFE_INTEGER) ?? defaultSettings.maxFileSize,
    // Nobody has vouched for the folder: no parser of a complex format touches its files.
    plainOnly: !vscode.workspace.isTrusted,
  };
}

/** Settings that the editor's side alone looks at. */
export function editorSettings(scope: vscode.Uri): EditorSettings {
  const read = vscode.workspace.getConfiguration('attest', scope);
  const kinds = texts(read.get('hover.kinds'));
  const highlight = read.get('highlight');
  return {
    hover: {
      enabled: read.get('hover.enabled') !== false,
      kinds: new Set(kinds === undefined ? hoverKinds : hoverKinds.filter((kind) => kinds.includes(kind))),
      map: read.get('hover.map') !== false,
    },
    highlight: highlight === 'theme' || highlight === 'off' ? highlight : 'colours',
    delay: whole(read.get('delay'), 0, 60_000) ?? 700,
    keepIndex: read.get('keepIndex') !== false,
  };
}

function rules(value: unknown): LibrarySettings['rules'] {
  if (typeof value !== 'object' || value === null) return {};
  const given: Readonly<Partial<Record<string, unknown>>> = { ...value };
  const out: Partial<Record<FindingCode, Severity | 'off'>> = {};
  for (const { code } of catalogue) {
    const level = given[code];
    const severity = level === 'off' ? level : severities.find((s) => s === level);
    if (severity !== undefined) out[code] = severity;
  }
  return out;
}

function texts(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((v): v is string => typeof v === 'string' && v !== '');
}

function whole(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? Math.min(Math.max(Math.trunc(value), least), most) : undefined;
}
