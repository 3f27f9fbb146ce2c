/** Edited reprints of a story, as desks make them: another headline, paragraphs dropped, words replaced. */
import type { Random } from '../evidence/alter.ts';

/** What became of one passage of the story in a reprint. */
export type Fate = 'kept' | 'altered' | 'dropped';

export interface Reprint {
  readonly text: string;
  /** By the passages of the story. */
  readonly fates: readonly Fate[];
}

export interface StoryPassage {
  readonly text: string;
  /** Passages of one paragraph stand together, and are dropped together. */
  readonly paragraph: number;
}

export interface Editing {
  /** The share of the paragraphs that is dropped, of the passages that are altered, and of the words of those that are replaced, 0…1. */
  readonly drop: number;
  readonly alter: number;
  readonly replace: number;
  /** Words that stand in for others. */
  readonly words: readonly string[];
}

/** Shorter passages are dropped or kept, not altered: one word of them is a large part. */
const SHORTEST_ALTERED = 10;

/**
 * One reprint of the passages under a headline, the same for the same seed. At least one paragraph stays.
 * @param front written before the headline: front matter
 */
export function reprintOf(passages: readonly StoryPassage[], front: string, headline: string, editing: Editing, random: Random): Reprint {
  const paragraphs = [...new Set(passages.map((p) => p.paragraph))];
  const dropped = new Set(paragraphs.filter(() => random() < editing.drop));
  if (dropped.size === paragraphs.length) dropped.delete(paragraphs[0] ?? 0);
  const fates: Fate[] = [];
  const lines = new Map<number, string[]>();
  for (const { text, paragraph } of passages) {
    const altered = random() < editing.alter ? replaced(text, editing, random) : text;
    if (dropped.has(paragraph)) {
      fates.push('dropped');
      continue;
    }
    fates.push(altered === text ? 'kept' : 'altered');
    lines.set(paragraph, [...(lines.get(paragraph) ?? []), altered]);
  }
  const body = [...lines.values()].map((sentences) => sentences.join(' '));
  return { text: `${front}# ${headline}\n\n${body.join('\n\n')}\n`, fates };
}

/** The text with some of its small-letter words replaced, one at least; a short one as it is. */
export function replaced(text: string, { replace, words }: Pick<Editing, 'replace' | 'words'>, random: Random): string {
  const parts = text.split(' ');
  const free = parts.flatMap((part, i) => (/^[a-z]{3,}$/.test(part) ? [i] : []));
  if (parts.length < SHORTEST_ALTERED || free.length === 0 || words.length === 0) return text;
  const count = Math.min(free.length, Math.max(1, Math.round(replace * parts.length)));
  for (let k = 0; k < count; k++) {
    const [at = 0] = free.splice(Math.floor(random() * free.length), 1);
    parts[at] = words[Math.floor(random() * words.length)] ?? '';
  }
  return parts.join(' ');
}
