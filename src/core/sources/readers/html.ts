import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { foldKey } from '../../text/fold.ts';
import { bylineOf } from '../bylines.ts';
import { type Extraction, type Note, UnreadableError } from '../extraction.ts';
import { type DomDocument, type DomNode, FlowBuilder, walk } from './dom.ts';
import { htmlMetadata } from './html-metadata.ts';
import { decodeText } from './text.ts';

/** Bytes in which a page declares its encoding, as the HTML standard bounds the search. */
const DECLARED_WITHIN = 1024;
/** Above these, finding the article by its shape takes seconds (its time grows with the cube of the depth): the page is read whole. Pages of newspapers have some 3,000 elements, 40 deep. */
const MOST_ELEMENTS = 20_000;
const DEEPEST_ARTICLE = 150;
/** Elements around an article, where no article was found by its shape. */
const NAVIGATION = new Set(['nav', 'header', 'footer', 'aside', 'form', 'dialog']);
/** A tree deeper than this comes from broken or hostile markup, and the parsers recurse. */
const DEEPEST = 1500;

/**
 * An HTML page: the article that @mozilla/readability finds in it, or, where it finds none, the text of its body without
 * navigation. The extracted text starts with the title. Needs `linkedom`; imported on first use. @throws UnreadableError
 */
export function readHtml(bytes: Uint8Array): Extraction {
  const { text: html, notes } = decodeText(bytes, declaredEncoding(bytes));
  const depth = depthOf(html);
  if (depth > DEEPEST) throw new UnreadableError('nests its tags too deeply to be read. Save the page again, or save its text.');
  let document = parse(html);
  const metadata = htmlMetadata(document);
  const found = depth > DEEPEST_ARTICLE ? undefined : mainContent(document);
  const article = found?.content;
  const author = metadata.author ?? authorOf(found?.byline);
  // Readability takes its document apart: where it finds no article, the page is parsed once more.
  if (!article && depth <= DEEPEST_ARTICLE) document = parse(html);
  const flow = new FlowBuilder();
  const title = metadata.title;
  if (title !== undefined) flow.add(title, 'title');
  const body = new FlowBuilder();
  if (article) walk(article, body);
  else walk(document.body ?? document.documentElement ?? document, body, NAVIGATION);
  const content = body.build();
  const problems: Note[] = [...notes];
  if (content.text === '') throw new UnreadableError('holds no text that could be extracted. Save the page with its text, or as .txt.');
  for (const [i, block] of content.blocks.entries()) {
    const words = content.text.slice(block.start, block.end);
    // The headline once more at the top of the article.
    if (i < 3 && title !== undefined && foldKey(words) === foldKey(title)) continue;
    flow.add(words, block.role, block.item);
  }
  return { ...flow.build(), metadata: author === undefined ? metadata : { ...metadata, author }, notes: problems };
}

function parse(html: string): DomDocument {
  // Without these tags linkedom leaves head and body empty.
  const whole = /<html[\s>]/i.test(html.slice(0, 100_000)) ? html : `<!DOCTYPE html><html><head></head><body>${html}</body></html>`;
  return (parseHTML(whole) as unknown as { document: DomDocument }).document;
}

function mainContent(document: DomDocument): { readonly content: DomNode; readonly byline: string | undefined } | undefined {
  try {
    const parsed = new Readability<DomNode>(document as never, {
      maxElemsToParse: MOST_ELEMENTS,
      // The element itself instead of its HTML: nothing has to be parsed again.
      serializer: (node) => node as unknown as DomNode,
      disableJSONLD: true,
    }).parse();
    return parsed?.content ? { content: parsed.content, byline: parsed.byline ?? undefined } : undefined;
  } catch {
    return undefined;
  }
}

/** The byline that Readability sets aside, where it names people and nothing else. */
function authorOf(byline: string | undefined): string | undefined {
  return byline === undefined ? undefined : bylineOf(byline.replace(/\s+/g, ' ').trim())?.author;
}

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, DECLARED_WITHIN));
  const label =
    /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w:.-]{2,40})/i.exec(head)?.[1] ??
    /^\s*<\?xml[^>]{0,100}encoding=["']([\w.-]{2,40})/.exec(head)?.[1];
  return label;
}

/** How deep the tags nest: opening against closing ones, roughly but in linear time, before any recursive parser sees the page. */
function depthOf(html: string): number {
  let depth = 0;
  let deepest = 0;
  for (const m of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    if (m[1] === '/') depth = Math.max(0, depth - 1);
    else if (!VOID.has((m[2] ?? '').toLowerCase()) && ++depth > deepest) deepest = depth;
    if (deepest > DEEPEST) break;
  }
  return deepest;
}

/** Elements without an end tag, or whose end tag authors leave out. */
const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr p li dt dd option tr td th thead tbody tfoot'.split(' '),
);
