import { dateOfField } from '../dates.ts';
import type { FoundMetadata } from '../extraction.ts';
import { isUrl, people } from '../stated.ts';
import type { DomDocument } from './dom.ts';

/** Types of schema.org that are articles: https://schema.org/Article and its subtypes. */
const ARTICLE = /(?:Article|Posting|Report|Reportage)$/;
/** JSON-LD beyond this size is no metadata. */
const LONGEST_JSON = 500_000;
const MOST_NODES = 2000;

/** `<meta>` names (or properties) that state each field, most specific first. */
const META = {
  title: ['citation_title', 'dc.title', 'dcterms.title', 'og:title', 'parsely-title', 'sailthru.title', 'twitter:title'],
  outlet: ['citation_journal_title', 'og:site_name', 'dc.publisher', 'dcterms.publisher', 'parsely-site', 'application-name', 'publisher'],
  author: ['citation_author', 'author', 'article:author', 'dc.creator', 'dcterms.creator', 'parsely-author', 'sailthru.author', 'byl'],
  date: [
    'article:published_time', 'citation_publication_date', 'citation_date', 'datepublished', 'dc.date', 'dcterms.date', 'dc.date.issued',
    'dcterms.created', 'parsely-pub-date', 'sailthru.date', 'pubdate', 'publishdate', 'publish-date', 'publication_date', 'date',
  ],
  url: ['og:url', 'citation_public_url', 'twitter:url'],
} as const; // biome-ignore format: one line a field

/** What a page states about its article in meta tags, JSON-LD and `<time>`. */
export function htmlMetadata(document: DomDocument): FoundMetadata {
  const meta = metaTags(document);
  const first = (names: readonly string[]): string | undefined => {
    for (const name of names) {
      const value = meta.get(name)?.find((v) => v !== '');
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const ld = articleOf(jsonLd(document));
  const outlet = publisherOf(ld) ?? first(META.outlet);
  const title = clean(ld?.['headline']) ?? first(META.title) ?? clean(document.querySelector('title')?.textContent);
  const authors = people(ld?.['author']) ?? people(authorsOf(meta)) ?? undefined;
  const date = dateOf(ld?.['datePublished']) ?? dateOf(first(META.date)) ?? dateOf(timeOf(document));
  const url = [ld?.['url'], canonical(document), first(META.url)].find((u): u is string => typeof u === 'string' && isUrl(u));
  const bare = title === undefined ? undefined : withoutOutlet(title, outlet);
  return {
    ...(bare === undefined ? {} : { title: bare }),
    // A page that calls itself by its headline has not named its outlet.
    ...(outlet === undefined || outlet === bare ? {} : { outlet }),
    ...(authors === undefined || isUrl(authors) || authors === outlet ? {} : { author: authors }),
    ...(date === undefined ? {} : { date }),
    ...(url === undefined ? {} : { url }),
  };
}

function metaTags(document: DomDocument): ReadonlyMap<string, readonly string[]> {
  const tags = new Map<string, string[]>();
  for (const tag of document.querySelectorAll('meta')) {
    const name = tag.getAttribute('property') ?? tag.getAttribute('name') ?? tag.getAttribute('itemprop');
    const content = clean(tag.getAttribute('content'));
    if (name === null || content === undefined) continue;
    const key = name.trim().toLowerCase();
    const list = tags.get(key);
    if (list) list.push(content);
    else tags.set(key, [content]);
  }
  return tags;
}

function authorsOf(meta: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  for (const name of META.author) {
    const values = meta.get(name)?.filter((v) => !isUrl(v));
    if (values !== undefined && values.length > 0) return values;
  }
  return undefined;
}

type Json = Readonly<Record<string, unknown>>;

function jsonLd(document: DomDocument): readonly unknown[] {
  const found: unknown[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent;
    if (text.length > LONGEST_JSON) continue;
    try {
      found.push(JSON.parse(text));
    } catch {
      // A page's broken JSON-LD costs its metadata only.
    }
  }
  return found;
}

/** The first article among JSON-LD nodes, looked for through arrays and `@graph`, breadth first. */
function articleOf(roots: readonly unknown[]): Json | undefined {
  const queue = [...roots];
  for (let i = 0; i < queue.length && i < MOST_NODES; i++) {
    const node = queue[i];
    if (Array.isArray(node)) queue.push(...node.slice(0, MOST_NODES));
    else if (typeof node === 'object' && node !== null) {
      const json = node as Json;
      const types: readonly unknown[] = Array.isArray(json['@type']) ? json['@type'] : [json['@type']];
      if (types.some((t) => typeof t === 'string' && ARTICLE.test(t))) return json;
      if (json['@graph'] !== undefined) queue.push(json['@graph']);
      if (json['mainEntity'] !== undefined) queue.push(json['mainEntity']);
    }
  }
  return undefined;
}

function publisherOf(ld: Json | undefined): string | undefined {
  const publisher = ld?.['publisher'];
  const one: unknown = Array.isArray(publisher) ? publisher[0] : publisher;
  if (typeof one === 'string') return isUrl(one) ? undefined : clean(one);
  return typeof one === 'object' && one !== null ? clean((one as Json)['name']) : undefined;
}

function canonical(document: DomDocument): string | undefined {
  return document.querySelector('link[rel="canonical"]')?.getAttribute('href')?.trim();
}

/** The page's only machine-readable time: several times belong to several articles, and none is chosen. */
function timeOf(document: DomDocument): string | undefined {
  const marked = document.querySelector('time[itemprop="datePublished"], time[pubdate]')?.getAttribute('datetime');
  if (marked) return marked;
  const days = new Set<string>();
  for (const time of document.querySelectorAll('article time[datetime], main time[datetime]')) {
    const day = dateOf(time.getAttribute('datetime'));
    if (day !== undefined) days.add(day);
  }
  return days.size === 1 ? [...days][0] : undefined;
}

function dateOf(value: unknown): string | undefined {
  return typeof value === 'string' ? dateOfField(value) : undefined;
}

/** "Talks resume | The Daily" → "Talks resume", when the outlet is known to be "The Daily". */
function withoutOutlet(title: string, outlet: string | undefined): string {
  if (outlet === undefined) return title;
  const m = /^(.*\S)\s+[|–—·•-]\s+(.+)$/.exec(title);
  const tail = m?.[2]?.toLowerCase().replace(/^the /, '');
  return m?.[1] !== undefined && tail === outlet.toLowerCase().replace(/^the /, '') ? m[1] : title;
}

function clean(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = value.replace(/\s+/g, ' ').trim();
  return text === '' || text.length > 1000 ? undefined : text;
}
