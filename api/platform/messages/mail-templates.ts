import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Liquid, Template } from 'liquidjs';
import { headerText } from './message-queue';

/** A mail, ready for the ledger. */
export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly plainText: string;
  /** The language that it came out in, as a BCP 47 tag. */
  readonly language: string;
}

/** What a template may name. A variable that it names and does not get is an error; null is "there is none". */
export type MailVariables = Readonly<Record<string, string | null>>;

interface MailTemplate {
  readonly subject: Template[];
  readonly html: Template[];
  readonly plainText: Template[];
}

/** Used where a mail is not written in the reader's language. */
const fallbackLanguage = 'en';

interface Engines {
  readonly compileMjml: typeof import('mjml').default;
  /** Whatever goes into HTML is escaped there, whether the template thinks of it or not. */
  readonly html: Liquid;
  readonly text: Liquid;
}

/** Loaded with the first mail: MJML brings half as much code as all the rest, and most processes write no mail. */
async function loadEngines(): Promise<Engines> {
  const [{ Liquid }, { default: compileMjml }] = await Promise.all([import('liquidjs'), import('mjml')]);
  const shared = { strictVariables: true, strictFilters: true, ownPropertyOnly: true } as const;
  return { compileMjml, html: new Liquid({ ...shared, outputEscape: 'escape' }), text: new Liquid(shared) };
}

/**
 * The mails that Mainstay writes: one folder a mail, in it `<language>.mjml` and `<language>.txt`, whose first line
 * is the subject. MJML is compiled once; values are filled in afterwards, so that none of them can be markup.
 */
export class MailTemplates {
  private readonly compiled = new Map<string, Promise<MailTemplate>>();
  private loaded: Promise<Engines> | undefined;

  constructor(private readonly folder = join(__dirname, '..', '..', 'templates')) {}

  /** Writes the mail `name` in the language nearest to the one asked for. */
  async render(name: string, language: string, variables: MailVariables): Promise<RenderedMail> {
    const chosen = this.languageOf(name, language);
    const { text, html: markup } = await this.engines();
    const template = await this.template(name, chosen);
    const values = Object.fromEntries(
      Object.entries(variables).map(([key, value]) => [key, value === null ? null : headerText(value)]),
    );
    const [subject, html, plainText] = await Promise.all([
      text.render(template.subject, values) as Promise<string>,
      markup.render(template.html, values) as Promise<string>,
      text.render(template.plainText, values) as Promise<string>,
    ]);
    return { subject, html, plainText, language: chosen };
  }

  private engines(): Promise<Engines> {
    this.loaded ??= loadEngines();
    return this.loaded;
  }

  private languageOf(name: string, language: string): string {
    const written = readdirSync(join(this.folder, name)).flatMap((file) =>
      file.endsWith('.mjml') ? [file.slice(0, -5)] : [],
    );
    const primary = new Intl.Locale(language).language;
    return [language, primary].find((wanted) => written.includes(wanted)) ?? fallbackLanguage;
  }

  private template(name: string, language: string): Promise<MailTemplate> {
    const key = `${name}/${language}`;
    const known = this.compiled.get(key) ?? this.compile(key);
    this.compiled.set(key, known);
    return known;
  }

  private async compile(key: string): Promise<MailTemplate> {
    const { compileMjml, text, html: markup } = await this.engines();
    const filePath = join(this.folder, `${key}.mjml`);
    const options = {
      filePath,
      ignoreIncludes: false,
      includePath: this.folder,
      validationLevel: 'strict',
    } as const;
    const { html } = await compileMjml(readFileSync(filePath, 'utf8'), options);
    const [, subject = '', plainText = ''] =
      /^Subject: (.*)\n\n([^]*)$/.exec(readFileSync(join(this.folder, `${key}.txt`), 'utf8')) ?? [];
    if (subject === '') throw new Error(`${key}.txt has to begin with "Subject: …" and an empty line.`);
    return {
      subject: text.parse(subject),
      html: markup.parse(html),
      plainText: text.parse(plainText),
    };
  }
}
