import type { Lexicon } from '../claims/lexicon/lexicon.ts';
import type { SourceProblem } from '../model.ts';
import { declaredNames } from '../names/declared.ts';
import { emptyProject, type Project } from '../names/project.ts';
import { Register } from '../names/register.ts';
import { type Cancel, throwIfCancelled } from '../ports.ts';
import { defaultSettings, type LibrarySettings, type Reading, type SourceChange } from '../service.ts';
import { joinBibliographies, type ParsedBibliography } from '../sources/bibliography.ts';
import { type Sketch, sketchOf } from '../sources/sketch.ts';
import { MemoryStore } from '../store/memory.ts';
import type { Index, Store } from '../store/store.ts';
import { Recent } from '../text/recent.ts';
import { Catalogue } from './catalogue.ts';
import { keptSketch } from './kept.ts';
import { ReadingCount } from './reading.ts';
import { StatedBibliographies } from './stated.ts';
import { loadLexicon, loadTables, type Tables } from './tables.ts';
import { ArticleView } from './view.ts';
import type { World } from './world.ts';

/** Characters of article text whose computed parts are kept: some fifty times as many bytes where all parts are asked for. */
const VIEW_CHARACTERS = 600_000;

/** Passages whose sketches are kept, of ten bytes each, and some hundred bytes an article. */
const SKETCHED_PASSAGES = 100_000;

/** What another process wrote is taken up at most so often, in ms, and takes at most this part of the time. */
const TAKEN_UP = 2000;
const PART = 0.05;

/** Of so many sources that are held one by one the store makes a new list, when nothing is being read. */
const RELISTED = 5000;

/** Everything a library knows, shared by the parts of its service. */
export class Library {
  readonly world: World;
  readonly store: Store;
  readonly catalogue = new Catalogue();
  settings: LibrarySettings = defaultSettings;
  project: Project = emptyProject;
  projectProblems: readonly SourceProblem[] = [];
  /** By path: what is wrong with files that were read, or could not be. */
  readonly problems = new Map<string, readonly SourceProblem[]>();
  /** Counts up with every change that may change an answer. */
  generation = 0;
  indexing = false;
  /** The store is putting itself in order. */
  resting = false;
  #reading: ReadingCount | undefined;
  readonly stated = new StatedBibliographies();
  readonly #bibliographies = new Map<string, ParsedBibliography>();
  #bibliographyProblems: readonly SourceProblem[] = [];
  #tables: Promise<Tables> | undefined;
  #lexicon: Promise<Lexicon> | undefined;
  #names: Tables | undefined;
  #register: Register | undefined;
  /** What the register was told of the project, and what the stored names rest on. */
  #declared: string | undefined;
  #named: string | undefined;
  #opened = false;
  /** Of the index, as it was taken up last; when that was, and how long it took. */
  #version = 0;
  #takenUpAt = 0;
  #tookUp = 0;
  /** How often that was. */
  takenUp = 0;
  /** Folders and files that the last listing could not look into. */
  unseen: readonly string[] = [];
  /** Files that another process has still to take in, as this one found them last. */
  behind = 0;
  readonly #views = new Recent<string, { readonly view: ArticleView; generation: number }>(VIEW_CHARACTERS);

  readonly #sketches = new Recent<string, Sketch>(SKETCHED_PASSAGES);

  constructor(world: World) {
    this.world = world;
    this.store = world.store ?? new MemoryStore();
  }

  /** Notes that sources are being read from now on. */
  beginReading(changed: readonly SourceChange[], removed: number): ReadingCount {
    this.indexing = true;
    this.#reading = new ReadingCount(changed, removed, this.world.clock, this.world.progress);
    return this.#reading;
  }

  /** Notes that no more sources are being read. */
  endReading(): void {
    this.indexing = false;
    this.#reading?.end();
  }

  /** The reading that goes on, or the last one. */
  get reading(): Reading | undefined {
    return this.#reading?.facts;
  }

  /** What the reading of a text rests on; the tables load with the first question, once. */
  async names(): Promise<Tables> {
    this.#tables ??= loadTables(this.world.assets, this.world.log);
    const tables = await this.#tables;
    this.#names ??= this.project === emptyProject ? tables : { ...tables, declared: declaredNames(this.project) };
    return this.#names;
  }

  /** What claims are compared by; the table loads with the first claim: a hover on a name does without. */
  lexicon(): Promise<Lexicon> {
    this.#lexicon ??= loadLexicon(this.world.assets, this.world.log);
    return this.#lexicon;
  }

  /** False where another process takes in the sources. */
  get isOwn(): boolean {
    return this.world.index?.owned ?? true;
  }

  /**
   * Takes up what an earlier session kept, or another process has written since: which sources there are, and what was wrong with them.
   * Before anything is asked.
   */
  async open(cancel: Cancel): Promise<void> {
    const first = !this.#opened;
    const version = this.world.index?.version ?? 0;
    const now = this.world.clock.now();
    const others = !first && version !== this.#version && now >= this.#takenUpAt + Math.max(TAKEN_UP, this.#tookUp / PART);
    if (!first && !others && (this.indexing || this.catalogue.changes < RELISTED)) return;
    const { generation } = this;
    const listing = await this.store.listing(cancel);
    throwIfCancelled(cancel);
    // What was taken in meanwhile is in the catalogue, and may not be in the listing.
    if (first ? this.#opened : generation !== this.generation || this.indexing) return;
    this.#opened = true;
    if (others) for (const path of this.problems.keys()) if (this.catalogue.has(path)) this.problems.delete(path);
    this.catalogue.open(listing);
    if (!first && !others) return;
    for (const problem of listing.problems) this.problems.set(problem.path, [...(this.problems.get(problem.path) ?? []), problem]);
    this.#version = version;
    this.#takenUpAt = now;
    this.#tookUp = this.world.clock.now() - now;
    if (!others) return;
    this.takenUp++;
    this.registerAnew();
  }

  /** This process has become the one that writes: what it holds is no more than the other one's last word. */
  async tookOver(cancel: Cancel): Promise<void> {
    this.#takenUpAt = this.#tookUp = Number.NEGATIVE_INFINITY;
    await this.open(cancel);
  }

  /** The saved register is another one: nothing that was made of the old one holds. */
  registerAnew(): void {
    this.#register = undefined;
    this.#views.clear();
    this.#sketches.clear();
    this.generation++;
  }

  async register(): Promise<Register> {
    if (this.#register) return this.#register;
    const { gazetteer } = await this.names();
    if (this.#register) return this.#register;
    const { index } = this.world;
    const register = new Register(gazetteer, index);
    this.#declared = declaredBy(this.project);
    register.setProject(this.project, this.#declared === (index?.fact('declared') ?? declaredBy(emptyProject)));
    // A session that ended early has stored articles that the saved register does not count.
    if (this.isOwn) for (const { names, by } of index?.unsaved() ?? []) register.count(names, by);
    this.#register = register;
    return register;
  }

  /** Saves the register, where a store keeps it. A store that is full or broken is told, and costs nothing but time at the next start. */
  async saveRegister(register: Register): Promise<void> {
    const { index, log, breathe } = this.world;
    if (index?.owned !== true) return;
    try {
      await index.save(register.changes(), breathe);
      register.settled();
      this.noteDeclared(index);
    } catch (error) {
      log.error(`The index could not be saved: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** Notes of what project the saved register is. */
  noteDeclared(index: Index): void {
    index.setFact('declared', this.#declared ?? declaredBy(this.project));
  }

  /** The article at a path with what was computed from it, or undefined. */
  async view(path: string, cancel: Cancel): Promise<ArticleView | undefined> {
    const known = this.#views.get(path);
    if (known) {
      if (known.generation !== this.generation) {
        known.view.refresh(this.catalogue.card(path)?.date);
        known.generation = this.generation;
      }
      return known.view;
    }
    const generation = this.generation;
    const [record, register, { genderOf }] = await Promise.all([this.store.record(path, cancel), this.register(), this.names()]);
    throwIfCancelled(cancel);
    if (!record) return undefined;
    const view = new ArticleView(record, register, genderOf, this.catalogue.card(path)?.date);
    if (generation === this.generation) this.#views.set(path, { view, generation }, record.article.text.length + 1);
    return view;
  }

  /** By what reprints of the article at a path are recognised, or undefined. Costs less than its view, and takes the place of none. */
  async sketch(path: string, cancel: Cancel): Promise<Sketch | undefined> {
    const view = this.#views.get(path)?.view;
    const known = view ? view.sketch : this.#sketches.get(path);
    if (known) return known;
    const { generation } = this;
    let sketch = keptSketch(await this.store.kept(path, cancel));
    throwIfCancelled(cancel);
    if (!sketch) {
      const record = await this.store.record(path, cancel);
      throwIfCancelled(cancel);
      if (!record) return undefined;
      const { words, minima } = sketchOf(record.article);
      sketch = { words, minima };
    }
    if (generation === this.generation) this.#sketches.set(path, sketch, sketch.words.length + 1);
    return sketch;
  }

  /** Paths of the bibliographies that were taken in. */
  get bibliographyPaths(): readonly string[] {
    return [...this.#bibliographies.keys()];
  }

  /** Takes in a bibliography file, in place of an older one of that path; undefined takes it away. */
  setBibliography(path: string, parsed: ParsedBibliography | undefined): void {
    if (parsed) this.#bibliographies.set(path, parsed);
    else if (!this.#bibliographies.delete(path)) return;
    const joined = this.#bibliographies.size === 0 ? undefined : joinBibliographies([...this.#bibliographies.values()]);
    this.#bibliographyProblems = [...[...this.#bibliographies.values()].flatMap((b) => b.problems), ...(joined?.problems ?? [])];
    this.catalogue.setBibliography(joined);
    this.generation++;
  }

  /** Notes what is wrong with a file; nothing, when there are no problems. */
  report(path: string, problems: readonly SourceProblem[]): void {
    // Nothing changes for a file that was and is in order: what rests on the library need not be made again.
    if (problems.length === 0 && !this.problems.delete(path)) return;
    if (problems.length > 0) this.problems.set(path, problems);
    this.generation++;
  }

  /** What is wrong with any file, by path. */
  allProblems(): SourceProblem[] {
    return byPath([
      ...[...this.problems.values()].flat(),
      ...this.catalogue.problems(),
      ...this.#bibliographyProblems,
      ...this.projectProblems,
    ]);
  }

  /** What the project file declares. The names of all articles must be read again when this says true; `renamed` tells that they were. */
  async setProject(project: Project): Promise<boolean> {
    this.project = project;
    this.#names = undefined;
    const register = await this.register();
    const declared = declaredBy(project);
    if (declared !== this.#declared) register.setProject(project);
    this.#declared = declared;
    if (this.#named === undefined || !this.isOwn) this.#named = String(this.world.index?.fact('named') ?? namedBy(emptyProject));
    this.generation++;
    return namedBy(project) !== this.#named && this.isOwn;
  }

  /** The names of all articles are those that the project makes. */
  renamed(): void {
    this.#named = namedBy(this.project);
    this.world.index?.setFact('named', this.#named);
  }

  /** Drops what was computed from an article that changed or went. */
  forget(path: string): void {
    this.#views.delete(path);
    this.#sketches.delete(path);
  }
}

/** What of a project decides which words are names. */
function namedBy({ entities, reject }: Project): string {
  return JSON.stringify([entities, reject]);
}

/** What of a project decides who is named. */
function declaredBy({ entities, merge, split }: Project): string {
  return JSON.stringify([entities, merge, split]);
}

const GRAVITY: Readonly<Record<SourceProblem['severity'], number>> = { error: 0, warning: 1, information: 2 };

/** The gravest of them, by path; all when there are no more than `most`. */
export function gravest(problems: readonly SourceProblem[], most = Number.POSITIVE_INFINITY): readonly SourceProblem[] {
  if (problems.length <= most) return problems;
  return byPath(problems.toSorted((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]).slice(0, most));
}

function byPath(problems: SourceProblem[]): SourceProblem[] {
  return problems.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : (a.line ?? 0) - (b.line ?? 0)));
}
