import type { Article } from '../model.ts';
import { outletKey } from './provenance/outlets.ts';
import { isReprint, type Sketch, samePassages, signaturesOf, sketchOf } from './sketch.ts';

/** A signature that more articles share is boilerplate of a site, no kinship; and looking at them all would not stay linear. */
const BOILERPLATE = 500;

interface Member {
  readonly sketch: Sketch;
  readonly signatures: readonly string[];
  /** Full EDTF date, where one is known. */
  readonly date: string | undefined;
  /** Folded outlet, and the outlets that the article relays. */
  readonly outlet: string | undefined;
  readonly via: ReadonlySet<string>;
}

export interface PassagePlace {
  readonly path: string;
  /** Index into that article's passages. */
  readonly passage: number;
}

/**
 * Which articles are reprints of one another, and which passages they share (wire copy). Adding costs the article alone;
 * a question looks at the articles that share a signature with the one asked for. What is answered depends on the set of
 * articles, not on the order in which they came.
 */
export class Kinship {
  readonly #members = new Map<string, Member>();
  readonly #bySignature = new Map<string, Set<string>>();

  /** Adds an article, or puts it in place of the one with its path. */
  add(article: Article): void {
    this.remove(article.path);
    const sketch = sketchOf(article);
    const signatures = signaturesOf(sketch);
    const { outlet, date } = article.metadata;
    this.#members.set(article.path, {
      sketch,
      signatures,
      date: date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined,
      outlet: outlet === undefined ? undefined : outletKey(outlet),
      via: new Set(article.passages.flatMap((p) => p.provenance.via.map(outletKey))),
    });
    for (const signature of signatures) {
      const paths = this.#bySignature.get(signature);
      if (paths) paths.add(article.path);
      else this.#bySignature.set(signature, new Set([article.path]));
    }
  }

  /** Forgets an article; one that is not known is no error. */
  remove(path: string): void {
    const member = this.#members.get(path);
    if (!member) return;
    this.#members.delete(path);
    for (const signature of member.signatures) {
      const paths = this.#bySignature.get(signature);
      paths?.delete(path);
      if (paths?.size === 0) this.#bySignature.delete(signature);
    }
  }

  /** Paths of the articles that are reprints of this one or that it is a reprint of; sorted. */
  reprintsOf(path: string): readonly string[] {
    const member = this.#members.get(path);
    if (!member) return [];
    return this.#candidates(path, member).filter((other) => {
      const sketch = this.#members.get(other)?.sketch;
      return sketch !== undefined && isReprint(member.sketch, sketch);
    });
  }

  /** Where else the words of a passage stand, exactly or nearly; sorted by path, then by passage. */
  samePassage(path: string, passage: number): readonly PassagePlace[] {
    const member = this.#members.get(path);
    if (!member) return [];
    const places: PassagePlace[] = [];
    for (const other of this.#candidates(path, member)) {
      const sketch = this.#members.get(other)?.sketch;
      if (sketch) for (const found of samePassages(member.sketch, passage, sketch)) places.push({ path: other, passage: found });
    }
    return places;
  }

  /** The article with all that are reprints of it, of those, and so on; sorted. */
  familyOf(path: string): readonly string[] {
    if (!this.#members.has(path)) return [];
    const family = new Set([path]);
    for (const one of family) for (const other of this.reprintsOf(one)) family.add(other);
    return [...family].sort(byCodeUnits);
  }

  /**
   * The article of the family from which the others come, as far as they tell: the one whose outlet most of the others
   * name as their source, else the earliest dated, else the first path. An article without reprints is its own origin.
   */
  originOf(path: string): string {
    const family = this.familyOf(path);
    let best = path;
    let most = -1;
    let earliest = '';
    for (const one of family) {
      const { outlet, date } = this.#members.get(one) ?? {};
      const named =
        outlet === undefined ? 0 : family.filter((other) => other !== one && this.#members.get(other)?.via.has(outlet) === true).length;
      const day = date ?? '9999';
      if (named > most || (named === most && day < earliest)) {
        best = one;
        most = named;
        earliest = day;
      }
    }
    return best;
  }

  #candidates(path: string, member: Member): string[] {
    const candidates = new Set<string>();
    for (const signature of member.signatures) {
      const paths = this.#bySignature.get(signature);
      if (paths && paths.size <= BOILERPLATE) for (const other of paths) candidates.add(other);
    }
    candidates.delete(path);
    return [...candidates].sort(byCodeUnits);
  }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
