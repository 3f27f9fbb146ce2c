import { parseHTML } from 'linkedom';
import mammoth from 'mammoth/mammoth.browser.js';
import { type Extraction, UnreadableError } from '../extraction.ts';
import { type DomDocument, FlowBuilder, walk } from './dom.ts';
import { checkArchive } from './zip.ts';

/**
 * A Word document: paragraphs, headings, list items, table rows and notes, in the order of the document. Headers,
 * footers, comments and images are left out. Its properties are not believed: they name the program's owner and the
 * template's title as often as the author. @throws UnreadableError
 */
export async function readDocx(bytes: Uint8Array): Promise<Extraction> {
  await checkArchive(bytes);
  let html: string;
  try {
    // A copy with a buffer of its own: Node's `Buffer` may lie inside a larger one.
    const arrayBuffer = new Uint8Array(bytes).buffer;
    const result = await mammoth.convertToHtml(
      { arrayBuffer },
      {
        styleMap: ["p[style-name='Title'] => h1.title:fresh", "p[style-name='Subtitle'] => h2:fresh", "br[type='page'] => hr"],
        convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
        externalFileAccess: false,
      },
    );
    html = result.value;
  } catch (error) {
    throw new UnreadableError(`is no readable Word document (${reason(error)}). Open it in a word processor and save it as .docx again.`);
  }
  const { document } = parseHTML(`<!DOCTYPE html><html><head></head><body>${html}</body></html>`) as unknown as { document: DomDocument };
  const title = document.querySelector('h1.title')?.textContent.replace(/\s+/g, ' ').trim();
  const flow = new FlowBuilder();
  walk(document.body ?? document, flow);
  const { text, blocks } = flow.build();
  if (text === '') throw new UnreadableError('holds no text. If its pages are scanned images, convert them with text recognition.');
  const roled =
    title === undefined
      ? blocks
      : blocks.map((block) => (text.slice(block.start, block.end) === title ? { ...block, role: 'title' as const } : block));
  return { text, blocks: roled, metadata: {}, notes: [] };
}

function reason(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 120) : 'broken';
}
