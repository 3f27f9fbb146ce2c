import type { NameSpan } from '../model.ts';
import { combine } from './combine.ts';
import { asCompanies } from './companies.ts';
import type { Gazetteer } from './gazetteer.ts';
import { Recognition } from './recognition.ts';
import { descriptions, spanned } from './roles.ts';
import { Tokens } from './tokens.ts';

/** A trained tagger: finds names in a text, offsets in UTF-16. */
export interface NameTagger {
  tag(text: string): readonly NameSpan[];
}

/** Names that somebody declared: those of the project file. */
export interface DeclaredNames {
  /** Spans of declared names (confidence 1), and of rejected ones, in order. */
  find(tokens: Tokens): { readonly names: readonly NameSpan[]; readonly rejected: readonly NameSpan[] };
}

/** What a recogniser may rest on; each part may be missing. */
export interface RecogniseContext {
  readonly gazetteer?: Gazetteer;
  readonly tagger?: NameTagger;
  readonly declared?: DeclaredNames;
}

/**
 * The names in a text, in order, without overlaps: persons, organisations, states and places, demonyms and roles.
 * Spans leave out titles, a leading "the" and possessive endings. Linear in the text; never throws on bad text.
 */
export function recognise(text: string, context: RecogniseContext): NameSpan[] {
  const tokens = new Tokens(text);
  const recognition = new Recognition(tokens, context);
  const ruled = recognition.run();
  const tagged = context.tagger?.tag(text).filter((m) => !recognition.doubts(m));
  const names = asCompanies(text, tagged ? combine(text, tagged, ruled) : ruled, context.gazetteer);
  const found = withRoles(tokens, names, context.gazetteer);
  if (!context.declared) return found;
  const declared = context.declared.find(tokens);
  return override(withoutSame(found, declared.rejected), declared.names);
}

/** "the Russian president" becomes a role where the text says who that is: it takes the demonym in. */
function withRoles(tokens: Tokens, spans: readonly NameSpan[], gazetteer: Gazetteer | undefined): NameSpan[] {
  const out = [...spans];
  for (const { span, state, person } of descriptions(spanned(tokens, spans), gazetteer))
    out[state] = { ...span, kind: 'person', form: 'role', confidence: Math.min(0.8, spans[person]?.confidence ?? 0.8) };
  return out;
}

/** Spans that are exactly a rejected text are left out. */
function withoutSame(spans: readonly NameSpan[], rejected: readonly NameSpan[]): NameSpan[] {
  if (rejected.length === 0) return [...spans];
  const no = new Set(rejected.map((r) => `${r.start} ${r.end}`));
  return spans.filter((s) => !no.has(`${s.start} ${s.end}`));
}

/** Both in order: the second replace what they overlap. */
function override(spans: readonly NameSpan[], names: readonly NameSpan[]): NameSpan[] {
  const out: NameSpan[] = [];
  let k = 0;
  for (const name of names) {
    for (let next = spans[k]; next !== undefined && next.start < name.end; next = spans[++k]) if (next.end <= name.start) out.push(next);
    out.push(name);
  }
  return [...out, ...spans.slice(k)].sort((a, b) => a.start - b.start);
}
