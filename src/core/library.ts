import { prepareClaim } from './claims/evidence.ts';
import { BriefingMemory } from './library/briefing.ts';
import { citationAt, citedPassage } from './library/citing.ts';
import { statementAt, suggest, suggestQuotations } from './library/complete.ts';
import { hoverCard } from './library/hover.ts';
import { READING, renameAll, takeIn } from './library/ingest.ts';
import type { Outline } from './library/outline.ts';
import { citedTexts, passagesOf, referencesAt } from './library/references.ts';
import { scanFiles } from './library/scan.ts';
import { findEvidence, type Supported, showEvidence, supportOf } from './library/search.ts';
import { gravest, Library } from './library/state.ts';
import type { World } from './library/world.ts';
import type { BriefingReport, EntityId, Evidence, Mention, PassageRef, SourceCard, SourceProblem } from './model.ts';
import { emptyProject, type Project, parseProject } from './names/project.ts';
import { recognise } from './names/recognise.ts';
import { type Cancel, neverCancelled, throwIfCancelled } from './ports.ts';
import type {
  BriefingText,
  CitedText,
  HoverCard,
  LibraryService,
  LibrarySettings,
  LibraryStatus,
  QuotationSuggestion,
  Reference,
  SourceChange,
  SourceSuggestion,
  SourceText,
} from './service.ts';
import { LineIndex } from './text/lines.ts';

/** The project file's path, relative to the library's root. */
export const PROJECT_FILE = 'attest.json';

/**
 * A library in this thread. What changes it (settings, project, sources) runs one after the other; questions are answered
 * meanwhile from what is there.
 */
export class LocalService implements LibraryService {
  readonly #library: Library;
  readonly #memories = new Map<string, BriefingMemory>();
  #last: Promise<unknown> = Promise.resolve();
  /** The last change of settings or project: what is read before would have to be read again. */
  #declared: Promise<unknown> = this.#last;
  #looking = false;
  /** How often another process's changes had been taken up when that was told last. */
  #told = 0;

  constructor(world: World) {
    this.#library = new Library(world);
  }

  /** Loads what every question needs, before the first one is asked. Never fails: the question will say why it cannot be answered. */
  async warm(): Promise<void> {
    try {
      await Promise.all([this.#library.names(), this.#library.open(neverCancelled)]);
    } catch {
      // Told to who asks.
    }
  }

  configure(settings: LibrarySettings, cancel: Cancel): Promise<void> {
    return this.#tell(async () => {
      throwIfCancelled(cancel);
      this.#library.settings = settings;
      this.#library.generation++;
    });
  }

  setProject(text: string | undefined, cancel: Cancel): Promise<void> {
    return this.#tell(async () => {
      throwIfCancelled(cancel);
      const { project, problems } = text === undefined ? { project: emptyProject, problems: [] } : parseProject(text);
      const lines = new LineIndex(text ?? '');
      this.#library.projectProblems = problems.map(
        (p): SourceProblem => ({ path: PROJECT_FILE, severity: 'error', message: p.message, line: lines.positionAt(p.start).line }),
      );
      await this.#declare(project, cancel);
    });
  }

  async #declare(project: Project, cancel: Cancel): Promise<void> {
    if (!(await this.#library.setProject(project))) return;
    await renameAll(this.#library, cancel);
    this.#library.renamed();
  }

  update(changed: readonly SourceChange[], removed: readonly string[], cancel: Cancel): Promise<void> {
    return this.#inTurn(() => takeIn(this.#library, changed, removed, cancel));
  }

  scan(cancel: Cancel): Promise<void> {
    return this.#inTurn(async () => {
      const { index, pause } = this.#library.world;
      // Half of a library would give false findings. Whoever reads it may end before it is read.
      while (!(await this.#takeOver(cancel)) && pause && !this.#library.isOwn && Number(index?.fact(READING) ?? 0) > 0) {
        await pause();
        throwIfCancelled(cancel);
      }
      await scanFiles(this.#library, cancel);
    });
  }

  /**
   * Where another process keeps the index: looks whether it has written anything, or has ended. Then this one takes the index over, and is to
   * scan. To be called now and then. @throws Error when the index was made anew, and must be opened again
   */
  async lookAround(): Promise<'same' | 'changed' | 'ours'> {
    const library = this.#library;
    if (library.isOwn || this.#looking) return 'same';
    this.#looking = true;
    try {
      if (await this.#inTurn(() => this.#takeOver(neverCancelled))) return 'ours';
      await library.open(neverCancelled);
      const { takenUp } = library;
      const changed = takenUp !== this.#told;
      this.#told = takenUp;
      return changed ? 'changed' : 'same';
    } finally {
      this.#looking = false;
    }
  }

  async #takeOver(cancel: Cancel): Promise<boolean> {
    const library = this.#library;
    if (library.world.index?.own() !== true) return false;
    await library.tookOver(cancel);
    await this.#declare(library.project, cancel);
    return true;
  }

  async status(cancel: Cancel): Promise<LibraryStatus> {
    await this.#library.open(cancel);
    const counts = await this.#library.store.counts(cancel);
    const register = await this.#library.register();
    throwIfCancelled(cancel);
    const { indexing, generation, reading } = this.#library;
    const { world } = this.#library;
    const kept = world.kept?.();
    const process = world.process?.();
    const all = this.#library.allProblems();
    const problems = gravest(all, world.mostProblems);
    return {
      ...counts,
      entities: register.entityCount,
      problems,
      ...(problems.length < all.length ? { moreProblems: all.length - problems.length } : {}),
      indexing,
      generation,
      ...(reading ? { reading } : {}),
      ...(kept ? { kept } : {}),
      ...(world.index?.outdated === undefined ? {} : { outdated: world.index.outdated }),
      ...(this.#library.isOwn ? {} : { behind: this.#library.behind }),
      ...(process ? { process } : {}),
    };
  }

  async check(briefing: BriefingText, cancel: Cancel): Promise<BriefingReport> {
    await this.#library.open(cancel);
    return this.#memoryOf(briefing.path).analyse(this.#library, briefing, cancel);
  }

  async prepare(briefing: BriefingText, cancel: Cancel): Promise<void> {
    await this.#declared.catch(() => undefined);
    await this.#outline(briefing, cancel);
  }

  async close(path: string): Promise<void> {
    this.#memories.delete(path);
  }

  async hover(briefing: BriefingText, offset: number, cancel: Cancel): Promise<HoverCard | undefined> {
    return hoverCard(this.#library, await this.#outline(briefing, cancel), offset, cancel);
  }

  async evidenceAt(briefing: BriefingText, offset: number, limit: number, cancel: Cancel): Promise<readonly Evidence[]> {
    const statement = statementAt(await this.#outline(briefing, cancel), offset);
    if (!statement) return [];
    const found = await findEvidence(this.#library, statement.claim(await this.#library.lexicon()), limit, cancel);
    return showEvidence(this.#library, found, cancel);
  }

  /** The passages of the library that best carry a claim, and the best verdict that one of their sources gives. */
  async support(claim: string, limit: number, cancel: Cancel): Promise<Supported> {
    await this.#library.open(cancel);
    const names = await this.#library.names();
    const register = await this.#library.register();
    const mentions = register.resolveBriefing(claim, recognise(claim, names));
    const lexicon = await this.#library.lexicon();
    return supportOf(this.#library, prepareClaim(claim, { lexicon, mentions }), limit, cancel);
  }

  async suggestSources(
    briefing: BriefingText,
    offset: number,
    prefix: string,
    limit: number,
    cancel: Cancel,
  ): Promise<readonly SourceSuggestion[]> {
    return suggest(this.#library, await this.#outline(briefing, cancel), offset, prefix, limit, cancel);
  }

  async suggestQuotations(
    briefing: BriefingText,
    offset: number,
    typed: string,
    limit: number,
    cancel: Cancel,
  ): Promise<readonly QuotationSuggestion[]> {
    return suggestQuotations(this.#library, await this.#outline(briefing, cancel), offset, typed, limit, cancel);
  }

  async citedSources(briefing: BriefingText, cancel: Cancel): Promise<readonly CitedText[]> {
    return citedTexts(this.#library, await this.#outline(briefing, cancel));
  }

  async definition(briefing: BriefingText, offset: number, cancel: Cancel): Promise<PassageRef | undefined> {
    const outline = await this.#outline(briefing, cancel);
    const citation = citationAt(outline, offset);
    return citation && citedPassage(this.#library, outline, citation, cancel);
  }

  async references(briefing: BriefingText, offset: number, others: readonly BriefingText[], cancel: Cancel): Promise<readonly Reference[]> {
    const outline = await this.#outline(briefing, cancel);
    const briefings = [outline];
    for (const other of others)
      if (other.path !== briefing.path) {
        // A briefing that is not open is read and forgotten.
        const memory = this.#memories.get(other.path) ?? new BriefingMemory();
        briefings.push(await memory.outline(this.#library, other, cancel));
      }
    return referencesAt(this.#library, outline, offset, briefings, cancel);
  }

  async mentionsOf(entity: EntityId, cancel: Cancel): Promise<readonly PassageRef[]> {
    await this.#library.open(cancel);
    return passagesOf(this.#library, entity, cancel);
  }

  async sources(cancel: Cancel = neverCancelled): Promise<readonly SourceCard[]> {
    await this.#library.open(cancel);
    return this.#library.catalogue.all();
  }

  async sourceText(path: string, cancel: Cancel): Promise<SourceText | undefined> {
    await this.#library.open(cancel);
    const view = await this.#library.view(path, cancel);
    const card = this.#library.catalogue.card(path);
    return view && card ? { card, text: view.article.text } : undefined;
  }

  async sourceMentions(path: string, cancel: Cancel): Promise<readonly Mention[]> {
    await this.#library.open(cancel);
    const view = await this.#library.view(path, cancel);
    return view?.mentions ?? [];
  }

  /** How much of a briefing's last analysis was taken over from the one before. */
  reuseOf(path: string): { readonly kept: number; readonly analysed: number } | undefined {
    return this.#memories.get(path)?.reuse;
  }

  async #outline(briefing: BriefingText, cancel: Cancel): Promise<Outline> {
    await this.#library.open(cancel);
    return this.#memoryOf(briefing.path).outline(this.#library, briefing, cancel);
  }

  #memoryOf(path: string): BriefingMemory {
    let memory = this.#memories.get(path);
    if (!memory) {
      memory = new BriefingMemory();
      this.#memories.set(path, memory);
    }
    return memory;
  }

  #tell<T>(work: () => Promise<T>): Promise<T> {
    const told = this.#inTurn(work);
    this.#declared = told;
    return told;
  }

  /** Runs after everything that changes the library and was asked for before. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const ready = (): Promise<T> => this.#library.open(neverCancelled).then(work);
    const result = this.#last.then(ready, ready);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
