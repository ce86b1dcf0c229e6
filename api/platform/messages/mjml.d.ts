/** The part of MJML that is used; its own package brings no types. */
declare module 'mjml' {
  interface Options {
    /** Where the text comes from: includes are resolved against it. */
    readonly filePath?: string;
    readonly ignoreIncludes?: boolean;
    /** The folder that includes may come from. */
    readonly includePath?: string;
    /** `strict` makes a mistake in a template an error. */
    readonly validationLevel?: 'strict' | 'soft' | 'skip';
  }

  /** Compiles MJML to HTML that mail programs render. */
  export default function mjml2html(mjml: string, options?: Options): Promise<{ html: string }>;
}
