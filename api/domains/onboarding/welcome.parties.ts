import type { TransactionContext } from '../../context';
import { AccountEntity } from '../accounts/account.entity';
import { ContactRole } from '../contacts/contact.rules';
import { MemberEntity } from '../members/member.entity';

/** Whom a welcome is about, as things stand this moment. */
export interface WelcomeParties {
  readonly account: AccountEntity;
  readonly owner: MemberEntity;
  /** Null where nobody is known who decides and can be written to. */
  readonly decisionMaker: DecisionMaker | null;
}

export interface DecisionMaker {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** BCP 47 tag, or null where only the account's is known. */
  readonly language: string | null;
}

export async function readWelcomeParties(tx: TransactionContext, accountId: string): Promise<WelcomeParties> {
  const { manager } = tx.transaction;
  const account = await manager.findOneByOrFail(AccountEntity, { id: accountId });
  const owner = await manager.findOneByOrFail(MemberEntity, { id: account.ownerId });
  // Of several, the one who has been known as such for longest.
  const [decisionMaker]: DecisionMaker[] = await manager.query(
    `SELECT c.id, c.name, c.email, c.language
     FROM account_contact ac JOIN contact c ON c.id = ac.contact_id
     WHERE ac.account_id = $1 AND ac.left_on IS NULL AND $2 = ANY (ac.roles) AND c.email IS NOT NULL
     ORDER BY ac.id LIMIT 1`,
    [accountId, ContactRole.DECISION_MAKER],
  );
  return { account, owner, decisionMaker: decisionMaker ?? null };
}
