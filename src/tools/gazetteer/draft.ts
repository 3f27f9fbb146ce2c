import type { EntityKind } from '../../core/model.ts';
import { forEachWord } from '../../core/names/gazetteer.ts';
import { foldWord } from '../../core/names/key.ts';

/** An entity on its way into the table. */
export interface DraftEntity {
  readonly kind: EntityKind;
  readonly name: string;
  /** ISO 3166-1 alpha-2, or empty. */
  readonly country: string;
  readonly coordinates?: readonly [latitude: number, longitude: number];
  weight: number;
  flags: number;
}

export interface DraftAlias {
  readonly text: string;
  flags: number;
  readonly entities: number[];
}

/** Names as they meet in the table: words folded as the matcher folds them. */
export function keyOf(text: string): string {
  const words: string[] = [];
  forEachWord(text, 0, text.length, (from, to) => {
    words.push(foldWord(text.slice(from, to)));
  });
  return words.join(' ');
}

/** Collects entities and aliases, one alias for each spelling key and case rule. */
export class Draft {
  readonly entities: DraftEntity[] = [];
  readonly aliases = new Map<string, DraftAlias>();

  entity(entity: DraftEntity): number {
    this.entities.push(entity);
    return this.entities.length - 1;
  }

  /** Adds a spelling; later entities of the same spelling join those that have it. */
  alias(text: string, entity: number, flags = 0): void {
    const clean = text.trim();
    const key = keyOf(clean);
    if (key.length < 2 || key.length > 80 || clean.length > 100) return;
    // Acronyms and demonyms live apart from names of the same letters.
    const slot = `${key}|${flags}`;
    const known = this.aliases.get(slot);
    if (!known) this.aliases.set(slot, { text: clean, flags, entities: [entity] });
    else if (!known.entities.includes(entity)) known.entities.push(entity);
  }

  /** Entities that carry the name, whatever its flags. */
  named(text: string): number[] {
    const key = keyOf(text);
    const out: number[] = [];
    for (const flags of [0, 1, 2]) out.push(...(this.aliases.get(`${key}|${flags}`)?.entities ?? []));
    return out;
  }
}

/** True for "US", "NATO", "U.A.E.": two to six letters, all capitals. */
export function isAcronym(text: string): boolean {
  return /^(?:\p{Lu}\.?){2,6}$/u.test(text);
}
