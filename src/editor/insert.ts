/** Commands that write into a briefing: a citation, a quotation, the mark of a judgement. */
import * as vscode from 'vscode';
import type { PassageRef, TextEdit } from '../core/model.ts';
import { neverCancelled } from '../core/ports.ts';
import { digest } from '../core/text/digest.ts';
import type { Span } from '../core/text/span.ts';
import { type Attest, command, type Feature } from './attest.ts';
import { pickPassage, pickSource } from './choose.ts';
import { toWorkspaceEdit } from './convert.ts';
import { type InsertTarget, readInsertTarget } from './links.ts';
import type { Open } from './sessions.ts';

/** The edits need the Markdown parser, which is loaded with the first of them. */
const edits = () => import('../core/markdown/insert.ts');

/** So many passages are offered. */
const OFFERED = 12;

export const insertions: Feature = (attest) =>
  vscode.Disposable.from(
    command(attest, 'attest.insertCitation', (argument) => insertCitation(attest, readInsertTarget(argument))),
    command(attest, 'attest.insertQuotation', (argument) => insertQuotation(attest, readInsertTarget(argument))),
    command(attest, 'attest.markJudgement', () => markJudgement(attest)),
  );

async function insertCitation(attest: Attest, target: InsertTarget | undefined): Promise<void> {
  if (target !== undefined) {
    const place = await targetPlace(attest, target);
    return write(place, (await edits()).citeEdit(place.text, place.statement, target.key, target.paragraph));
  }
  const place = await caretPlace(attest);
  const { service } = place.open.session;
  const evidence = await service.evidenceAt(place.open.briefing.text, place.offset, OFFERED, neverCancelled);
  const chosen = await pickSource('Insert Citation', evidence, await service.sources(neverCancelled));
  if (chosen !== undefined)
    await write(place, (await edits()).citeEdit(place.text, place.statement, chosen.source.key, chosen.passage?.paragraph));
}

async function insertQuotation(attest: Attest, target: InsertTarget | undefined): Promise<void> {
  if (target !== undefined) {
    const place = await targetPlace(attest, target);
    const source = await place.open.session.service.sourceText(target.path, neverCancelled);
    const words = source?.text.slice(target.start, target.end);
    if (words === undefined || digest(words) !== target.digest)
      throw new Error(`${target.path} has changed since the hover was shown. Hover again for its words as they are now.`);
    return write(place, (await edits()).quoteEdit(place.text, place.statement, words, target.key, target.paragraph));
  }
  const place = await caretPlace(attest);
  const evidence = await place.open.session.service.evidenceAt(place.open.briefing.text, place.offset, OFFERED, neverCancelled);
  if (evidence.length === 0) throw new Error('No passage of the sources agrees with this sentence.');
  const passage: PassageRef | undefined = await pickPassage('Insert Quotation', evidence);
  if (passage !== undefined)
    await write(place, (await edits()).quoteEdit(place.text, place.statement, passage.text, passage.source.key, passage.paragraph));
}

async function markJudgement(attest: Attest): Promise<void> {
  const place = await caretPlace(attest);
  const { commentEdit, JUDGEMENT } = await edits();
  await write(place, commentEdit(place.text, place.statement, JUDGEMENT));
}

/** A place in a briefing, with the statement that stands there, in the version that was looked at. */
interface Place {
  readonly open: Open;
  readonly version: number;
  readonly text: string;
  readonly offset: number;
  readonly statement: Span;
}

async function caretPlace({ sessions }: Attest): Promise<Place> {
  const editor = vscode.window.activeTextEditor;
  const open = editor && (await sessions.ready(editor.document));
  if (editor === undefined || open === undefined) throw new Error('Open a briefing first: a Markdown document in a folder with sources.');
  return placeAt(open, editor.document.offsetAt(editor.selection.active));
}

async function targetPlace({ sessions }: Attest, target: InsertTarget): Promise<Place> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(target.briefing, true));
  const open = await sessions.ready(document);
  if (open === undefined) throw new Error('The link leads to no open briefing.');
  return placeAt(open, target.offset);
}

async function placeAt(open: Open, offset: number): Promise<Place> {
  const { version, statements } = await open.briefing.report();
  const text = open.briefing.document.getText();
  const statement = statements.find((s) => s.start <= offset && offset <= s.end) ?? { start: offset, end: offset };
  return { open, version, text, offset, statement };
}

async function write({ open, version }: Place, edit: TextEdit): Promise<void> {
  const { briefing } = open;
  if (briefing.document.version !== version) throw new Error('The briefing changed meanwhile. Nothing was inserted; try again.');
  await vscode.workspace.applyEdit(toWorkspaceEdit(briefing.document, [edit]));
  briefing.settled();
}
