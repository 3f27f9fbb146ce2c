/**
 * NATO Admiralty grades (STANAG 2511, AJP-2.1): reliability of the source A–F, credibility of the item 1–6. Either part
 * may stand alone.
 */
const GRADE = /^([A-F])?[\s\-/]*([1-6])?$/i;
const LABELLED =
  /\b(?:admiralty|nato)(?:[\s-](?:code|grade|grading|system|rating))?\s*[:=]?\s*([A-F][\s\-/]?[1-6]|[A-F]|[1-6])(?![\p{L}\p{N}])/iu;

/** A field that holds a grade and nothing else ("B2", "b-2", "F", "6"), in the form "B2"; undefined for anything else. */
export function gradeOf(value: string): string | undefined {
  const m = GRADE.exec(value.trim());
  const grade = `${m?.[1]?.toUpperCase() ?? ''}${m?.[2] ?? ''}`;
  return grade === '' ? undefined : grade;
}

/** A grade that a note or keyword names: "Admiralty: B2", "NATO grading C3". */
export function gradeInNote(text: string): string | undefined {
  const m = LABELLED.exec(text.slice(0, 10_000));
  return m?.[1] === undefined ? undefined : gradeOf(m[1]);
}
