declare module '@citation-js/core' {
  /** As much of Citation.js as reading BibTeX needs. */
  export const plugins: {
    readonly input: {
      chain(input: unknown, options: { readonly forceType: string; readonly target?: string; readonly generateGraph: false }): unknown;
    };
  };
}
declare module '@citation-js/plugin-bibtex';
