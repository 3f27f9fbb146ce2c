/**
 * Leaving findings unreported, from near to far: this occurrence (by fingerprint, in the project file), an HTML comment (the
 * next sentence, or the section under the heading that follows), front matter, a glob of files in the project file. The
 * rule's severity stands above all of them.
 */
import picomatch from 'picomatch/posix.js';
import type { ParsedBriefing } from '../markdown/prose.ts';
import type { Finding, Statement } from '../model.ts';
import type { Project, ProjectIgnore } from '../names/project.ts';
import { type Folded, fold, foldKey } from '../text/fold.ts';
import { once } from '../text/once.ts';
import { overlaps, type Span } from '../text/span.ts';
import { ruleInfo } from './catalogue.ts';
import type { Draft } from './rule.ts';

interface Leave {
  readonly codes: readonly string[];
  readonly applies: (finding: Finding) => boolean;
  /** Where it is written in the briefing, when it is. */
  readonly written?: Span;
  /** For one of the project file: where in the briefing it should have matched; undefined where it may belong to another briefing. */
  readonly expected?: () => Span | undefined;
  used: boolean;
}

/** What is left to report, and the ignores for this briefing that no longer match anything. */
export interface Ignored {
  readonly kept: readonly Finding[];
  readonly stale: readonly Draft[];
}

/**
 * Applies every ignore to the findings of one briefing.
 * @param isOff tells rules that do not run: an ignore of theirs is not stale
 */
export function applyIgnores(
  findings: readonly Finding[],
  briefing: { readonly path: string; readonly parsed: ParsedBriefing; readonly statements: readonly Statement[] },
  project: Project,
  isOff: (code: string) => boolean,
): Ignored {
  const leaves = [
    ...commentLeaves(briefing.parsed, briefing.statements),
    ...frontMatterLeaves(briefing.parsed),
    ...projectLeaves(project, briefing.path, briefing.parsed.text),
  ];
  if (leaves.length === 0) return { kept: findings, stale: [] };
  const kept = findings.filter((finding) => {
    let ignored = false;
    for (const leave of leaves)
      if ((leave.codes.length === 0 || leave.codes.includes(finding.code)) && leave.applies(finding)) {
        leave.used = true;
        ignored = true;
      }
    return !ignored;
  });
  return { kept, stale: leaves.flatMap((leave) => staleDraft(leave, briefing.parsed, isOff) ?? []) };
}

function commentLeaves(parsed: ParsedBriefing, statements: readonly Statement[]): Leave[] {
  return parsed.comments.flatMap((comment): Leave[] => {
    if (comment.directive !== 'ignore') return [];
    const scope = scopeOf(parsed, statements, comment.span);
    return [
      { codes: comment.codes, applies: (finding) => scope !== undefined && overlaps(finding, scope), written: comment.span, used: false },
    ];
  });
}

/** The section when a heading is what follows the comment, else the next sentence (with its citations). */
function scopeOf(parsed: ParsedBriefing, statements: readonly Statement[], comment: Span): Span | undefined {
  const block = parsed.blocks.find((b) => b.span.end > comment.start && b.prose.text.trim() !== '');
  if (block?.kind === 'heading' && block.span.start >= comment.end) {
    const level = block.level ?? 1;
    const next = parsed.blocks.find((b) => b.span.start > block.span.start && b.kind === 'heading' && (b.level ?? 1) <= level);
    return { start: block.span.start, end: next?.span.start ?? parsed.text.length };
  }
  const at = statements.findIndex((s) => s.end > comment.end);
  const statement = statements[at];
  if (!statement) return undefined;
  // What stands between this sentence and the next (a citation behind the full stop) belongs to it.
  const home = parsed.blocks.find((b) => b.span.start <= statement.start && statement.start < b.span.end);
  return {
    start: statement.start,
    end: Math.max(statement.end, Math.min(statements[at + 1]?.start ?? parsed.text.length, home?.span.end ?? 0)),
  };
}

/** `attest: {ignore: [code, …]}` or `attest: {ignore: {code: reason}}`. */
function frontMatterLeaves({ frontMatter }: ParsedBriefing): Leave[] {
  const attest = frontMatter?.data['attest'];
  if (frontMatter === undefined || typeof attest !== 'object' || attest === null || !('ignore' in attest)) return [];
  const { ignore } = attest;
  const codes = Array.isArray(ignore)
    ? ignore
    : typeof ignore === 'string'
      ? [ignore]
      : typeof ignore === 'object' && ignore !== null
        ? Object.keys(ignore)
        : [];
  return codes
    .filter((code): code is string => typeof code === 'string')
    .map((code) => ({ codes: [code], applies: () => true, written: frontMatter.span, used: false }));
}

function projectLeaves(project: Project, path: string, briefing: string): Leave[] {
  let folded: Folded | undefined;
  /** Where the briefing has the words first, whatever their case and typography. */
  const placeOf = (text: string): Span | undefined => {
    folded ??= fold(briefing);
    const words = foldKey(text);
    const at = words === '' ? -1 : folded.text.indexOf(words);
    return at < 0 ? undefined : folded.original({ start: at, end: at + words.length });
  };
  return project.ignore.flatMap((ignore): Leave[] => {
    if (ignore.files !== undefined && !matches(ignore, path)) return [];
    const { code, fingerprint, text, files } = ignore;
    const place = once(() => (text === undefined ? undefined : placeOf(text)));
    return [
      {
        codes: code === '*' ? [] : [code],
        applies: (finding) => {
          if (fingerprint !== undefined) return finding.fingerprint === fingerprint;
          const words = place();
          return text === undefined || (words !== undefined && finding.start < words.end && words.start < finding.end);
        },
        expected: () => place() ?? (files === path ? { start: 0, end: 0 } : undefined),
        used: false,
      },
    ];
  });
}

function matches({ files }: ProjectIgnore, path: string): boolean {
  return files !== undefined && picomatch.isMatch(path, files);
}

function staleDraft(leave: Leave, parsed: ParsedBriefing, isOff: (code: string) => boolean): Draft | undefined {
  const { used, written, codes, expected } = leave;
  if (used || (codes.length > 0 && codes.every((code) => ruleInfo(code) !== undefined && isOff(code)))) return undefined;
  if (written !== undefined) return staleInBriefing(written, codes, parsed);
  const place = expected?.();
  if (place === undefined) return undefined;
  return {
    ...place,
    message: `The project file ignores ${codes.length === 0 ? 'findings' : codes.join(', ')} here, and there is none any more.`,
    reason: 'matches nothing',
    words: `${codes.join(' ')} ${parsed.text.slice(place.start, place.end)}`,
  };
}

function staleInBriefing(written: Span, codes: readonly string[], { text }: ParsedBriefing): Draft {
  const unknown = codes.filter((code) => ruleInfo(code) === undefined);
  const comment = text.startsWith('<!--', written.start);
  const gone = { start: written.start, end: written.end + (/^[ \t]*(?:\r\n|\n|\r| )?/.exec(text.slice(written.end))?.[0].length ?? 0) };
  return {
    ...written,
    message:
      unknown.length > 0
        ? `There is no rule “${unknown.join('”, “')}”: this ignores nothing.`
        : `This ignore matches no finding any more${codes.length > 0 ? ` (${codes.join(', ')})` : ''}.`,
    reason: unknown.length > 0 ? 'unknown rule' : 'matches nothing',
    words: text.slice(written.start, written.end),
    fixes: comment ? [{ title: 'Remove the ignore', preferred: true, edits: [{ ...gone, newText: '' }] }] : [],
  };
}
