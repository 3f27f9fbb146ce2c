import type { EntityKind } from '../model.ts';

/** An entity that the project file declares. */
export interface ProjectEntity {
  readonly name: string;
  readonly kind: EntityKind;
  readonly aliases: readonly ProjectAlias[];
  readonly caseSensitive: boolean;
  readonly note?: string;
}

export interface ProjectAlias {
  readonly text: string;
  /** Only in exactly this case: "WHO" is not "who". */
  readonly caseSensitive: boolean;
}

export interface ProjectIgnore {
  readonly code: string;
  readonly fingerprint?: string;
  readonly text?: string;
  readonly files?: string;
  readonly reason: string;
}

/** What `attest.json` says. */
export interface Project {
  readonly entities: readonly ProjectEntity[];
  /** Names that are one entity; the first is its name. */
  readonly merge: readonly (readonly string[])[];
  /** Names that are different entities though they look alike. */
  readonly split: readonly (readonly string[])[];
  /** Texts that are no names at all. */
  readonly reject: readonly string[];
  readonly ignore: readonly ProjectIgnore[];
  /** House spelling: variant → preferred. */
  readonly spelling: Readonly<Record<string, string>>;
}

export const emptyProject: Project = { entities: [], merge: [], split: [], reject: [], ignore: [], spelling: {} };
