import type { SourceFormat } from '../model.ts';

const ENDINGS: ReadonlyMap<string, SourceFormat> = new Map([
  ['txt', 'txt'],
  ['text', 'txt'],
  ['md', 'md'],
  ['markdown', 'md'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xhtml', 'html'],
  ['pdf', 'pdf'],
  ['docx', 'docx'],
]);

/** The format that a path's ending promises, or undefined for files that are no sources (images, bibliographies). */
export function formatOf(path: string): SourceFormat | undefined {
  return ENDINGS.get(endingOf(path));
}

/** The endings, in lower case and without a dot, of the formats that are asked for. */
export function endingsOf(wanted: (format: SourceFormat) => boolean): string[] {
  return [...ENDINGS].flatMap(([ending, format]) => (wanted(format) ? [ending] : []));
}

/** The ending in lower case without its dot; '' when there is none. */
export function endingOf(path: string): string {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
}

export function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The file's name without its ending: the citation key of a source that nothing else names. */
export function stem(path: string): string {
  const name = fileName(path);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
