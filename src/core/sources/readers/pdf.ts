import { getDocument } from 'unpdf/pdfjs';
import { type Extraction, type Note, UnreadableError } from '../extraction.ts';
import { type Line, layOut, type Piece, toLines } from './pdf-layout.ts';

/** Pages and characters beyond which a PDF is read in part: no article or report comes near. */
const MOST_PAGES = 3000;
const MOST_CHARACTERS = 40_000_000;

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly hasEOL: boolean;
}

/**
 * The text of a PDF: its lines in the order of its pages, joined to paragraphs (see `layOut`). Needs pdf.js; imported on
 * first use. @throws UnreadableError for encrypted and broken files and for scans without text.
 */
export async function readPdf(bytes: Uint8Array): Promise<Extraction> {
  // pdf.js takes the buffer for itself and refuses Node's `Buffer`, hence the copy into a plain array.
  // No fonts, scripts or images are needed for the words.
  const task = getDocument({
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    useSystemFonts: false,
    disableFontFace: true,
    enableXfa: false,
    useWorkerFetch: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    const pages: Line[][] = [];
    const silent: number[] = [];
    let characters = 0;
    const count = Math.min(document.numPages, MOST_PAGES);
    for (let number = 1; number <= count && characters < MOST_CHARACTERS; number++) {
      const lines = toLines(await piecesOf(document, number));
      if (lines.length === 0) silent.push(number);
      for (const line of lines) characters += line.text.length;
      pages.push(lines);
    }
    if (characters === 0) {
      throw new UnreadableError(
        'holds no text: its pages are pictures, as a scanner makes them. Run text recognition (OCR) on it, or save its text beside it.',
      );
    }
    const { text, blocks } = layOut(pages);
    return { text, blocks, metadata: {}, notes: notesOn(silent, pages.length, document.numPages) };
  } catch (error) {
    throw explain(error);
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

async function piecesOf(document: Awaited<ReturnType<typeof getDocument>['promise']>, number: number): Promise<Piece[]> {
  const page = await document.getPage(number);
  const content = await page.getTextContent();
  const pieces: Piece[] = [];
  for (const item of content.items) {
    if (!('str' in item)) continue;
    const { str, transform, width, hasEOL } = item as TextItem;
    const [a = 1, b = 0, , , x = 0, y = 0] = transform;
    const size = Math.hypot(a, b);
    if (![size, x, y, width].every((n) => Number.isFinite(n))) continue;
    // Turned text (landscape pages, labels at the margin) is laid straight: `along` runs with the words.
    const [cos, sin] = size > 0 ? [a / size, b / size] : [1, 0];
    const turn = Math.round(Math.atan2(sin, cos) / (Math.PI / 2));
    pieces.push({ text: str, along: x * cos + y * sin, across: y * cos - x * sin, width, size, turn, ends: hasEOL });
  }
  page.cleanup();
  return pieces;
}

function notesOn(silent: readonly number[], read: number, pages: number): Note[] {
  const notes: Note[] = [];
  if (silent.length > 0) {
    const list = silent.length > 8 ? `${silent.slice(0, 8).join(', ')} and ${silent.length - 8} more` : silent.join(', ');
    notes.push({
      severity: 'information',
      text: `has pages without text (${list}): blank, or scanned pictures that need text recognition (OCR).`,
    });
  }
  if (read < pages) notes.push({ severity: 'warning', text: `was read up to page ${read} of ${pages}: it is too long. Split it.` });
  return notes;
}

function explain(error: unknown): Error {
  if (error instanceof UnreadableError) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'PasswordException') return new UnreadableError('is encrypted. Save a copy without a password.');
  if (name === 'InvalidPDFException' || name === 'FormatError' || name === 'MissingPDFException' || name === 'UnknownErrorException') {
    return new UnreadableError('is no readable PDF (broken or cut off). Download or export it again.');
  }
  const message = error instanceof Error ? (error.message.split('\n')[0] ?? '').slice(0, 120) : 'unknown reason';
  return new UnreadableError(`is a PDF that could not be read (${message}). Export it again, or save its text beside it.`);
}
