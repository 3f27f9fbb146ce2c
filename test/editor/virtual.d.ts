/** Made by the bundler of the editor tests: every `test/editor/**\/*.test.ts` outside `window/`, loaded when called. */
declare module 'virtual:tests' {
  export const tests: Readonly<Record<string, () => Promise<unknown>>>;
}

/** A fixture as its text. */
declare module '*.md' {
  const text: string;
  export default text;
}
