import type { NameSpan } from '../model.ts';
import { addWord, EMPTY_KEY } from './key.ts';
import type { Project, ProjectEntity } from './project.ts';
import type { DeclaredNames } from './recognise.ts';
import { Gap, Shape, Tokens } from './tokens.ts';

interface Form {
  readonly tokens: Tokens;
  readonly entity: ProjectEntity | undefined;
  readonly caseSensitive: boolean;
}

/** Declared names of more words are taken for a mistake and never found. */
const MOST_WORDS = 16;

/** Finds the names that a project file declares or rejects. Built once a project; a text is searched in linear time. */
export function declaredNames(project: Project): DeclaredNames {
  const forms = new Map<number, Form[]>();
  const longest = new Map<number, number>();
  const put = (text: string, entity: ProjectEntity | undefined, caseSensitive: boolean): void => {
    const tokens = new Tokens(text);
    if (tokens.count === 0 || tokens.count > MOST_WORDS) return;
    const key = keyOf(tokens, 0, tokens.count);
    forms.set(key, [...(forms.get(key) ?? []), { tokens, entity, caseSensitive }]);
    const first = tokens.hash[0] ?? 0;
    longest.set(first, Math.max(longest.get(first) ?? 0, tokens.count));
  };
  for (const text of project.reject) put(text, undefined, false);
  for (const entity of project.entities) {
    put(entity.name, entity, entity.caseSensitive);
    for (const alias of entity.aliases) put(alias.text, entity, alias.caseSensitive);
  }
  return {
    find: (tokens) => {
      const names: NameSpan[] = [];
      const rejected: NameSpan[] = [];
      for (let i = 0; i < tokens.count; ) {
        const found = longestAt(tokens, i, forms, longest);
        if (!found) {
          i++;
          continue;
        }
        const span = { start: tokens.start[i] ?? 0, end: tokens.end[found.to - 1] ?? 0, form: 'name', confidence: 1 } as const;
        if (found.form.entity) names.push({ ...span, kind: found.form.entity.kind });
        else rejected.push({ ...span, kind: 'person' });
        i = found.to;
      }
      return { names, rejected };
    },
  };
}

function longestAt(
  tokens: Tokens,
  i: number,
  forms: ReadonlyMap<number, readonly Form[]>,
  longest: ReadonlyMap<number, number>,
): { readonly to: number; readonly form: Form } | undefined {
  const most = longest.get(tokens.hash[i] ?? 0);
  if (most === undefined) return undefined;
  let key = EMPTY_KEY;
  let best: { readonly to: number; readonly form: Form } | undefined;
  for (let k = i; k < tokens.count && k - i < most; k++) {
    if (k > i && (tokens.gapOf(k) & (Gap.paragraph | Gap.possessive)) !== 0) break;
    key = addWord(key, tokens.text, tokens.start[k] ?? 0, tokens.end[k] ?? 0);
    const form = forms.get(key)?.find((f) => fits(f, tokens, i, k + 1));
    if (form) best = { to: k + 1, form };
  }
  return best;
}

/** Letters agree by their key; the case must agree exactly where it is asked for, and a name's capitals must be there otherwise. */
function fits(form: Form, tokens: Tokens, from: number, to: number): boolean {
  if (form.tokens.count !== to - from) return false;
  for (let k = from; k < to; k++) {
    const own = form.tokens.word(k - from);
    if (form.caseSensitive) {
      if (own.replace(/\./g, '') !== tokens.word(k).replace(/\./g, '')) return false;
    } else if (form.entity && own !== own.toLowerCase() && tokens.shapeOf(k) === Shape.lower) return false;
  }
  return true;
}

function keyOf(tokens: Tokens, from: number, to: number): number {
  let key = EMPTY_KEY;
  for (let k = from; k < to; k++) key = addWord(key, tokens.text, tokens.start[k] ?? 0, tokens.end[k] ?? 0);
  return key;
}
