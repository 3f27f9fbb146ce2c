/**
 * Small re-creations of how two well-known extensions go about comparable work, to measure the approach: neither is their code, and what
 * their own code costs beside it is not counted.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';

/** A note as a workspace of notes holds it in memory: what it links to, by identifier. */
interface Note {
  readonly id: string;
  readonly links: readonly string[];
}

const LINK = /\[\[([^\][|#]+)[^\][]*\]\]|\[@([^\][\s,;]+)/g;

/**
 * Notes that link to one another, as Foam keeps them: all in memory; at each change of one the whole note is parsed anew, its links are
 * looked up by identifier, and the graph of all notes is made again. Its hover reads the target's file and renders it.
 */
export class Notes {
  readonly #parser = new MarkdownIt();
  readonly #notes = new Map<string, Note>();
  readonly #folder: string;

  /** @param folder where the notes lie, each under its identifier with the ending ".txt" */
  constructor(folder: string) {
    this.#folder = folder;
  }

  add(id: string, text: string): void {
    this.#notes.set(id, { id, links: this.#linksIn(text) });
  }

  /** Takes a changed note in; gives the number of links between notes. */
  change(id: string, text: string): number {
    this.add(id, text);
    const backlinks = new Map<string, string[]>();
    let links = 0;
    for (const note of this.#notes.values())
      for (const target of note.links) {
        if (!this.#notes.has(target)) continue;
        links++;
        const known = backlinks.get(target);
        if (known) known.push(note.id);
        else backlinks.set(target, [note.id]);
      }
    return links;
  }

  /** What a hover on a link shows: the target, rendered. Undefined where no note has the identifier. */
  hover(id: string): string | undefined {
    return this.#notes.has(id) ? this.#parser.render(readFileSync(join(this.#folder, `${id}.txt`), 'utf8')) : undefined;
  }

  #linksIn(text: string): string[] {
    const found: string[] = [];
    for (const token of this.#parser.parse(text, {})) {
      for (const child of token.children ?? [])
        if (child.type === 'text') for (const [, wiki, key] of child.content.matchAll(LINK)) found.push(wiki ?? key ?? '');
    }
    return found;
  }
}

/**
 * Rules of style and sourcing as regular expressions, of the kinds that Vale's styles are made of: words to avoid, to replace, repeated;
 * more than so many in a sentence; forms of figures, dates, quotations, names.
 */
const RULES: readonly RegExp[] = [
  ...[
    'very|really|quite|extremely|basically|actually|literally|simply',
    'probably|possibly|likely|unlikely|perhaps|maybe|presumably|apparently',
    'almost certainly|highly likely|remote chance|roughly even|we judge|we assess',
    'in order to|due to the fact that|at this point in time|for the purpose of',
    'sources? (?:said|say|familiar)|reportedly|allegedly|it is believed|observers say',
    'utili[sz]e|leverage|impactful|going forward|game[- ]changer',
    'said|says|told|added|warned|claimed|argued|insisted|announced|declared',
    'everyone knows|of course|obviously|clearly|undoubtedly',
  ].map((words) => new RegExp(`\\b(?:${words})\\b`, 'gi')),
  /\b(\w+)\s+\1\b/gi,
  /\b(?:am|is|are|was|were|be|been|being)\s+\w+(?:ed|en)\b/gi,
  /[“"][^“”"]{2,400}[”"]/g,
  /\b\d{1,3}(?:[.,]\d{3})*(?:\.\d+)?\s*(?:%|percent|per cent|million|billion|trillion)?/g,
  /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:,\s*\d{4})?\b/g,
  /\b\p{Lu}[\p{L}’'-]+(?:\s+\p{Lu}[\p{L}’'-]+)+/gu,
  /\b(?:Zelensky|Zelenskiy|Kiev|Peking|Burma)\b/g,
  /[^.!?]{240,}[.!?]/g,
  /\[@[^\][\s]+\]/g,
  /\s{2,}|\s+[,.;:]/g,
  /\b[A-Z]{3,}\b/g,
  /\b(?:not|no|never)\b[^.!?]{0,40}\b(?:not|no|never)\b/gi,
];

const parser = new MarkdownIt();

/** Lints a whole text anew, block by block, by regular expressions, as Vale does at each save; gives how many places they match. */
export function lintAnew(text: string): number {
  let found = 0;
  for (const token of parser.parse(text, {})) {
    if (token.type !== 'inline') continue;
    for (const rule of RULES) for (const _ of token.content.matchAll(rule)) found++;
  }
  return found;
}
