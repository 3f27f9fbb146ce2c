declare module 'mammoth/mammoth.browser.js' {
  interface Options {
    readonly styleMap?: readonly string[];
    readonly convertImage?: unknown;
    readonly externalFileAccess?: boolean;
  }
  const mammoth: {
    convertToHtml(input: { readonly arrayBuffer: ArrayBuffer }, options?: Options): Promise<{ readonly value: string }>;
    readonly images: { imgElement(attributes: () => Promise<{ readonly src: string }>): unknown };
  };
  export default mammoth;
}
