/**
 * Citations in VS Code's Markdown preview: numbered notes, a list of the sources at the end, marks on claims that cite nothing.
 * What is rendered of a source is escaped text. Documents without a library render as if this plugin were not there.
 */
import type { MarkdownIt } from 'markdown-it';
import { type CitationSyntax, findCitations } from '../core/markdown/citations.ts';
import type { SourceCard } from '../core/model.ts';
import { dateLabel } from '../core/sources/dates.ts';
import { onceFootnotes, previewFootnotes } from './footnotes.ts';
import { markUnsourced, type UnsourcedText } from './marks.ts';

/** What the preview of one document needs to know. */
export interface PreviewData {
  /** The source that a key names in this document; undefined when it names none. */
  source(key: string): SourceCard | undefined;
  /** Claims that cite nothing. */
  readonly unsourced: readonly UnsourcedText[];
}

/** The data for a render environment; undefined where there is no library. */
export type DataOf = (env: unknown) => PreviewData | undefined;

const TYPE = 'attest_citation';
const OPEN = 0x5b;
const AT = 0x40;
/** Set in an environment in which brackets are to be read as if this plugin were not there. */
const OFF = Symbol('attest off');

interface Note {
  readonly number: number;
  readonly card: SourceCard;
  /** How often it was referred to so far. */
  uses: number;
}

/**
 * Adds the plugin to a parser and returns the parser, as VS Code's `extendMarkdownIt` wants it.
 *
 * @param inUse whether any document can have a library now: a parser is not told whose document it reads, and footnotes are read
 * by the parser
 */
export function attestPreview(md: MarkdownIt, dataOf: DataOf, inUse: () => boolean): MarkdownIt {
  previewFootnotes(md, inUse);
  const ends = new WeakMap<object, ReadonlyMap<number, number>>();
  // After links: `[@key]` with a definition is a link, as it is without this plugin.
  md.inline.ruler.after('link', TYPE, (state, silent) => {
    const c = state.src.charCodeAt(state.pos);
    if ((c !== OPEN && c !== AT) || isOff(state.env) || !inUse()) return false;
    const known = ends.get(state) ?? groupEnds(state.src);
    ends.set(state, known);
    const end = known.get(state.pos);
    if (end === undefined || end > state.posMax) return false;
    if (!silent) {
      // A note stands directly behind the word it is for; the blank is kept for documents in which it stays a bracket.
      const blank = c === OPEN ? (/ +$/.exec(state.pending)?.[0] ?? '') : '';
      state.pending = state.pending.slice(0, state.pending.length - blank.length);
      const token = state.push(TYPE, '', 0);
      token.content = state.src.slice(state.pos, end);
      token.markup = blank;
    }
    state.pos = end;
    return true;
  });

  const notes = new WeakMap<object, Map<string, Note>>();
  const notesOf = (env: object): Map<string, Note> => {
    const known = notes.get(env) ?? new Map<string, Note>();
    notes.set(env, known);
    return known;
  };
  const renderInline = md.renderer.renderInline.bind(md.renderer);
  md.renderer.rules[TYPE] = (tokens, index, options, env) => {
    const token = tokens[index];
    if (token === undefined) return '';
    const data = dataOf(env);
    if (data === undefined || !isObject(env)) {
      const plain = md.parseInline(token.content, { [OFF]: true }).flatMap((inline) => inline.children ?? []);
      return token.markup + renderInline(plain, options, env);
    }
    return findCitations(token.content)
      .map((item) => renderItem(item, data.source(item.key), notesOf(env)))
      .join('');
  };

  md.renderer.renderInline = (tokens, options, env) => {
    const unsourced = dataOf(env)?.unsourced ?? [];
    return renderInline(unsourced.length === 0 ? tokens : markUnsourced(tokens, unsourced), options, env);
  };
  const render = md.renderer.render.bind(md.renderer);
  md.renderer.render = (tokens, options, env) => {
    const html = render(onceFootnotes(tokens), options, env);
    return isObject(env) ? html + sourceList([...notesOf(env).values()]) : html;
  };
  return md;
}

/** Where each citation's bracket (or key in running text) ends, by where it starts. */
function groupEnds(src: string): ReadonlyMap<number, number> {
  return new Map(findCitations(src).map(({ group }) => [group.start, group.end]));
}

function isOff(env: unknown): boolean {
  return isObject(env) && OFF in env;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function renderItem(item: CitationSyntax, card: SourceCard | undefined, notes: Map<string, Note>): string {
  if (card === undefined) return `<sup class="attest-note attest-unknown" title="No source has this key">[@${html(item.key)}?]</sup>`;
  const note = notes.get(card.path) ?? { number: notes.size + 1, card, uses: 0 };
  notes.set(card.path, note);
  note.uses++;
  const title = [describe(card), item.locator].filter((part) => part !== undefined).join(', ');
  const id = `attest-note-${note.number}-${note.uses}`;
  const mark = `<sup class="attest-note"><a href="#attest-source-${note.number}" id="${id}" title="${html(title)}">${note.number}</a></sup>`;
  return item.bracketed ? mark : `<span class="attest-narrative">${html(card.outlet ?? card.author ?? card.key)}</span>${mark}`;
}

/** "Title. Outlet, 1 February 2026": what is known, and the key when nothing is. */
function describe(card: SourceCard): string {
  const place = [card.author, card.outlet, card.date === undefined ? undefined : dateLabel(card.date)]
    .filter((part) => part !== undefined)
    .join(', ');
  return [card.title ?? card.key, place].filter((part) => part !== '').join('. ');
}

function sourceList(notes: readonly Note[]): string {
  if (notes.length === 0) return '';
  const items = notes.map(({ number, card, uses }) => {
    const back = Array.from(
      { length: uses },
      (_, i) => `<a class="attest-back" href="#attest-note-${number}-${i + 1}" aria-label="Back to where it is cited">↩</a>`,
    );
    const key = card.title === undefined ? '' : ` <code>@${html(card.key)}</code>`;
    const grade = card.grade === undefined ? '' : ` <span class="attest-grade" title="Admiralty grade">${html(card.grade)}</span>`;
    return `<li id="attest-source-${number}">${html(describe(card))}${grade}${key} ${back.join(' ')}</li>`;
  });
  return `<section class="attest-sources" aria-label="Sources"><h2>Sources</h2><ol>${items.join('')}</ol></section>\n`;
}

/** Text for HTML, in content and in attributes. */
export function html(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
