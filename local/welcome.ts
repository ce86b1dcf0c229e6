import { relative } from 'node:path';
import type { SignIn } from './first-start';
import type { Settings } from './settings';

/** The one screen of a start that went well: where to go, how to sign in, how to stop. */
export function welcome(settings: Settings, signIn: SignIn, canResetPassword: boolean): string {
  const lines = [
    '',
    '  Mainstay is running.',
    '',
    `  GraphiQL   http://localhost:${settings.ports.api}/graphiql`,
    `  GraphQL    http://localhost:${settings.ports.api}/graphql`,
    settings.external.smtpUrl === undefined
      ? `  Mailbox    http://localhost:${settings.ports.mailboxPage}`
      : undefined,
    '',
    ...signInLines(signIn, canResetPassword).map(
      (line, index) => `  ${index === 0 ? 'Sign in    ' : '           '}${line}`,
    ),
    '',
    ...sampleLines(signIn),
    `  Stop with Ctrl-C. Everything is kept in ${shortPath(settings.dataFolder)} for the next start.`,
    '',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

function signInLines(signIn: SignIn, canResetPassword: boolean): string[] {
  if (signIn.password !== undefined) {
    return [
      `e-mail     ${signIn.email}`,
      `password   ${signIn.password}`,
      'Write the password down: it is shown only now.',
    ];
  }
  const before = `as before${signIn.email === undefined ? '' : `, with ${signIn.email}`}`;
  return canResetPassword ? [before, 'Lost the password? npm run administrator makes a new one.'] : [before];
}

function sampleLines({ sample }: SignIn): string[] {
  if (!sample) return [];
  const parts = Object.entries(sample).map(([name, count]) => `${count} ${name}`);
  return [
    `  The sample book is in: ${parts.join(', ')}. "npm start -- --empty" starts a new folder without it.`,
    '',
  ];
}

function shortPath(folder: string): string {
  const path = relative(process.cwd(), folder);
  return path.startsWith('..') ? folder : path || '.';
}
