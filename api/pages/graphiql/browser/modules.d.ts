/** Made by `bundle.cjs` from `web-schema/operations/` when the page is built. */
declare module 'saved-operations' {
  export interface SavedOperation {
    /** For people: "Who am I". */
    readonly title: string;
    /** What it is for: the comment that the file begins with, as one text. */
    readonly purpose: string;
    readonly query: string;
    /** Example variables as JSON text; empty where there are none. */
    readonly variables: string;
  }
  export const savedOperations: readonly SavedOperation[];
}

declare module '*.css';
