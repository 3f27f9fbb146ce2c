import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';
import footnotes from 'markdown-it-footnote';
import { digest } from '../text/digest.ts';
import { Recent } from '../text/recent.ts';
import type { Span } from '../text/span.ts';

/**
 * markdown-it tells no positions for inline tokens. Here every inline rule is wrapped so that each token it pushes learns
 * the stretch of its inline content that it came from; rules that merge text afterwards are off.
 */
const PLACE = Symbol('place');

interface Placed {
  [PLACE]?: Span;
}

/** The span of an inline token in its inline content (UTF-16 offsets); undefined for tokens of foreign parsers. */
export function placeOf(token: Token): Span | undefined {
  return (token as Token & Placed)[PLACE];
}

function setPlace(token: Token, start: number, end: number): void {
  const placed = token as Token & Placed;
  placed[PLACE] ??= { start, end };
}

/** Inline content of a few long briefings, in UTF-16 units: a key changes one paragraph of one. */
const REMEMBERED = 1_000_000;

let shared: Parser | undefined;

/** The one Markdown parser of the core: CommonMark with tables, strikethrough and footnotes; HTML is recognised, never kept. */
export function markdownParser(): Parser {
  shared ??= createParser();
  return shared;
}

function createParser(): Parser {
  const md = new MarkdownIt({ html: true, linkify: false, typographer: false });
  footnotes(md);
  // Footnotes stay where they are written, and text stays in the pieces whose places are known.
  md.core.ruler.disable(['footnote_tail', 'text_join']);
  md.inline.ruler2.disable(['fragments_join']);
  const Base = md.inline.State;
  const pendingStarts = new WeakMap<object, number>();
  md.inline.State = class extends Base {
    override pushPending(): Token {
      const length = this.pending.length;
      const token = super.pushPending();
      const start = pendingStarts.get(this) ?? 0;
      setPlace(token, start, start + length);
      return token;
    }
  };
  // markdown-it takes a character that no rule wants by itself; as a rule it is seen like all others.
  md.inline.ruler.push('plain_character', (state, silent) => {
    if (!silent) state.pending += state.src.charAt(state.pos);
    state.pos++;
    return true;
  });
  for (const rule of [...md.inline.ruler.__rules__]) {
    const { name, alt, fn } = rule;
    md.inline.ruler.at(
      name,
      (state, silent) => {
        if (silent) return fn(state, silent);
        const start = state.pos;
        const pending = state.pending;
        const first = state.tokens.length;
        if (pending === '') pendingStarts.set(state, start);
        const matched = fn(state, silent);
        if (!matched) {
          if (pending === '') pendingStarts.delete(state);
          return matched;
        }
        place(state.tokens, first, start, state.pos);
        // Text that began after tokens were pushed belongs to the tail of what the rule took.
        if (state.pending !== '' && state.tokens.length > first) pendingStarts.set(state, state.pos - state.pending.length);
        return matched;
      },
      { alt },
    );
  }
  return md;
}

/** What markdown-it and its plugin for footnotes note down while they read. */
export type Env = Parameters<Parser['block']['parse']>[2] & { footnotes?: { readonly refs?: Readonly<Record<string, number>> } };

/** The links and notes that a briefing defines: nothing else around it decides how inline content reads. */
export interface Definitions {
  /** By label, as markdown-it keeps them. */
  readonly references: NonNullable<Env['references']>;
  /** Labels, as the plugin for footnotes keeps them. */
  readonly notes: readonly string[];
}

const known = new Recent<string, Token[]>(REMEMBERED);

/**
 * The tokens of inline content, from memory where it was read lately. They are shared, so they must not be changed.
 * @param defined says the same as the definitions
 */
export function inlineTokens(content: string, { references, notes }: Definitions, defined: string): readonly Token[] {
  const key = `${digest(defined)}${content}`;
  let children = known.get(key);
  if (children === undefined) {
    const md = markdownParser();
    children = [];
    const refs = Object.fromEntries(notes.map((note) => [note, -1]));
    md.inline.parse(content, md, { references, ...(notes.length > 0 ? { footnotes: { refs } } : {}) }, children);
    known.set(key, children, key.length);
  }
  return children;
}

/** Gives places to the tokens that a rule pushed: literal text one after the other, an opening at the start, a closing at the end. */
function place(tokens: readonly Token[], first: number, start: number, end: number): void {
  let at = start;
  for (let i = first; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) continue;
    if (placeOf(token) !== undefined) at = Math.max(at, placeOf(token)?.end ?? at);
    else if (token.type === 'text') {
      setPlace(token, at, at + token.content.length);
      at += token.content.length;
    } else if (token.nesting === 1) setPlace(token, start, start);
    else if (token.nesting === -1) setPlace(token, end, end);
    else setPlace(token, start, end);
  }
}
