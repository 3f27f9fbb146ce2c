import JSZip from 'jszip';
import type { Article } from '../../../src/core/model.ts';
import { type ReadResult, readSource } from '../../../src/core/sources/read.ts';

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export const read = (path: string, content: string | Uint8Array): Promise<ReadResult> =>
  readSource({ path, bytes: typeof content === 'string' ? utf8(content) : content }, { maxFileSize: 20_000_000 });

/** Role, number and words of each paragraph: "body 1: It rained." */
export function outline(article: Article | undefined): string[] {
  return (article?.paragraphs ?? []).map((p) => {
    const repeats = p.repeats === undefined ? '' : ` repeats ${p.repeats}`;
    return `${p.role}${p.number === undefined ? '' : ` ${p.number}`}${repeats}: ${article?.text.slice(p.start, p.end)}`;
  });
}

/** A line of a PDF page: text at a point (from the lower left corner), in a font size. */
export interface PdfLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size?: number;
}

/** Writes a PDF with one font, one content stream a page. Text is in Windows-1252's Latin letters. */
export function makePdf(pages: readonly (readonly PdfLine[])[], trailer = ''): Uint8Array {
  const objects: string[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  for (const [i, lines] of pages.entries()) {
    const stream = lines
      .map(({ text, x, y, size = 10 }) => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`)
      .join('\n');
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    );
  }
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const xref = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  body += `${xref}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${body.length}\n%%EOF\n`;
  return Uint8Array.from(body, (c) => c.charCodeAt(0) & 255);
}

/** Lays paragraphs out on pages of `perPage` lines, 60 characters a line, with hyphens where `|` allows a break. */
export function wrap(paragraph: string, width = 60): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    const bare = word.replaceAll('|', '');
    if (line === '') line = bare;
    else if (line.length + 1 + bare.length <= width) line += ` ${bare}`;
    else {
      const cut = word.indexOf('|');
      if (cut > 0 && line.length + 2 + cut <= width + 4) {
        lines.push(`${line} ${word.slice(0, cut)}-`);
        line = word.slice(cut + 1).replaceAll('|', '');
      } else {
        lines.push(line);
        line = bare;
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}

export interface DocxParagraph {
  readonly text: string;
  readonly style?: 'Title' | 'Heading1' | 'Heading2';
}

const STYLES = `<?xml version="1.0" encoding="UTF-8"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>`;

/** A Word document of paragraphs. `extra` is raw WordprocessingML after them. */
export async function makeDocx(paragraphs: readonly DocxParagraph[], extra = ''): Promise<Uint8Array> {
  const xml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const body = paragraphs
    .map(({ text, style }) => {
      const properties = style === undefined ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`;
      return `<w:p>${properties}<w:r><w:t xml:space="preserve">${xml(text)}</w:t></w:r></w:p>`;
    })
    .join('');
  const zip = new JSZip();
  zip.file(
    '[Content_Types].xml',
    `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
  );
  zip.file(
    '_rels/.rels',
    `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
  );
  zip.file(
    'word/_rels/document.xml.rels',
    `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
  );
  zip.file('word/styles.xml', STYLES);
  zip.file(
    'word/document.xml',
    `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}${extra}</w:body></w:document>`,
  );
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
}
