import { createMainstayClient, MainstayError } from '../../../../web-schema/client/client';
import {
  SignInDocument,
  SignOutDocument,
  WhoAmIDocument,
  type WhoAmIQuery,
} from '../../../../web-schema/client/documents';

export const endpoint = '/graphql';

/** The browser sends the session as a cookie by itself. */
const client = createMainstayClient({ url: endpoint });

/** Who is signed in. */
export type Viewer = NonNullable<WhoAmIQuery['me']>;

/** Who is signed in; null where nobody is, or the session has ended. */
export async function whoAmI(): Promise<Viewer | null> {
  try {
    return (await client.request(WhoAmIDocument)).me;
  } catch (error) {
    if (error instanceof MainstayError && error.codes.includes('UNAUTHENTICATED')) return null;
    throw error;
  }
}

/** Signs in; gives what to tell the person where that was refused, or null. */
export async function signIn(email: string, password: string): Promise<string | null> {
  const { signIn: result } = await client.request(SignInDocument, { input: { email, password } });
  return result.__typename === 'SignInPayload' ? null : result.message;
}

/** Signs out. A session that has ended by itself is as good. */
export async function signOut(): Promise<void> {
  await client.answer(SignOutDocument);
}
