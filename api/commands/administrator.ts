import { parseArgs } from 'node:util';
import type { Composition } from '../composition';
import { MemberId } from '../domains/members/member.rules';
import { systemContext } from '../system-context';
import { CommandError, runCommand } from './run-command';

/** Gives an administrator who lost their password a new one, and signs them out everywhere. */
async function resetAdministrator(composition: Composition, email: string | undefined): Promise<string> {
  const administrators: { id: string; email: string }[] = await composition.database.dataSource.query(
    `SELECT id, email FROM member WHERE role = 'ADMIN' AND active AND email = coalesce($1, email) ORDER BY email`,
    [email?.trim().toLowerCase() ?? null],
  );
  const [one, ...others] = administrators;
  if (one === undefined) {
    const whom =
      email === undefined ? 'There is no active administrator' : `${email} is no active administrator`;
    throw new CommandError(`${whom}. The first start makes one: npm start.`);
  }
  if (others.length > 0) {
    const names = administrators.map((administrator) => `  ${administrator.email}`);
    throw new CommandError(
      ['Which one? Name one of them: npm run administrator -- <e-mail>', ...names].join('\n'),
    );
  }
  const ctx = systemContext(composition, 'administrator', new Date());
  const { initialPassword } = await composition.services.members.resetPassword(ctx, {
    memberId: MemberId.of(one.id),
  });
  return `e-mail     ${one.email}\npassword   ${initialPassword}\n`;
}

runCommand(async (composition) => {
  const { positionals } = parseArgs({ allowPositionals: true });
  process.stdout.write(await resetAdministrator(composition, positionals[0]));
});
