import type { Caller, TestApi, TestMember } from './api';
import { aContact, anAccount } from './book';
import { until } from './until';

/** What tests look at of an onboarding. */
export interface OnboardingView {
  readonly id: string;
  readonly state: string;
  readonly waitingFor: string | null;
  readonly welcomeDueAt: string | null;
  readonly finishedAt: string | null;
  readonly workflowId: string;
  readonly version: number;
  readonly welcomeMessage: {
    readonly status: string;
    readonly subject: string;
    readonly toAddress: string;
  } | null;
}

const account = `query ($id: ID!) { account(id: $id) { version
  onboarding { id state waitingFor welcomeDueAt finishedAt workflowId version welcomeMessage { status subject toAddress } }
  timeline { nodes { kind direction subject occurredAt } }
  tasks(filter: { statuses: null }) { nodes { title status source } }
  messages { nodes { id kind status subject toAddress response attempts plainText } } } }`;

export interface AccountView {
  readonly version: number;
  readonly onboarding: OnboardingView | null;
  readonly timeline: {
    readonly nodes: { kind: string; direction: string | null; subject: string; occurredAt: string }[];
  };
  readonly tasks: { readonly nodes: { title: string; status: string; source: string }[] };
  readonly messages: {
    readonly nodes: {
      id: string;
      kind: string;
      status: string;
      subject: string;
      toAddress: string;
      response: string | null;
      attempts: number;
      plainText: string;
    }[];
  };
}

/** How a person goes through a customer's first days, over GraphQL. */
export class OnboardingCalls {
  constructor(private readonly api: TestApi) {}

  async read(as: Caller, id: string): Promise<AccountView> {
    const answer = await this.api.raw<{ account: AccountView | null }>(as, account, { id });
    if (answer.account === null) throw new Error(`No account ${id} is to be seen.`);
    return answer.account;
  }

  /** A prospect, with a decision maker unless said otherwise. */
  async prospect(
    owner: TestMember,
    decisionMaker: { name?: string; email?: string } | null = {},
    name?: string,
  ): Promise<string> {
    const id = await anAccount(this.api, owner, name);
    if (decisionMaker === null) return id;
    const { email = `decides.${id.slice(-12)}@customer.example`, ...rest } = decisionMaker;
    await aContact(this.api, owner, id, { ...rest, email, roles: ['DECISION_MAKER'] });
    return id;
  }

  async win(as: Caller, accountId: string): Promise<void> {
    await this.change(as, 'winAccount', 'WinAccountInput', accountId);
  }

  async churn(as: Caller, accountId: string): Promise<void> {
    await this.change(as, 'churnAccount', 'ChurnAccountInput', accountId);
  }

  /** Waits until the onboarding is in the state, and gives the account as it is then. */
  untilState(as: Caller, accountId: string, state: string): Promise<AccountView> {
    return until(
      () => this.read(as, accountId),
      (view) => view.onboarding?.state === state,
    );
  }

  private async change(as: Caller, mutation: string, input: string, accountId: string): Promise<void> {
    const { version } = await this.read(as, accountId);
    const document = `mutation ($input: ${input}!) { result: ${mutation}(input: $input) { __typename } }`;
    const { result } = await this.api.raw<{ result: { __typename: string } }>(as, document, {
      input: { accountId, version },
    });
    if (!result.__typename.endsWith('Payload'))
      throw new Error(`${mutation} was refused: ${result.__typename}`);
  }
}

/** Sets when a member works: every day from midnight to midnight, or only on the given ISO weekdays from nine to five. */
export async function worksOn(
  api: TestApi,
  member: TestMember,
  days: readonly number[] | 'ALWAYS',
): Promise<void> {
  const [from, until, on] =
    days === 'ALWAYS' ? ['00:00', '24:00', [1, 2, 3, 4, 5, 6, 7]] : ['09:00', '17:00', days];
  await api.composition.database.pool.query(
    'UPDATE member SET work_starts = $2, work_ends = $3, work_days = $4 WHERE id = $1',
    [member.rowId, from, until, on],
  );
}
