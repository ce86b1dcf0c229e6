import { useState, type FormEvent, type ReactElement } from 'react';
import { signIn } from './api';

/** The form in front of GraphiQL. `onSignedIn` is called once there is a session. */
export function SignIn({ onSignedIn }: { onSignedIn: () => Promise<void> }): ReactElement {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name));
    setBusy(true);
    try {
      const refusal = await signIn(text('email'), text('password'));
      if (refusal === null) await onSignedIn();
      setProblem(refusal);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'The API does not answer. Try again shortly.');
    } finally {
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <form onSubmit={(event) => void submit(event)}>
        <h1>Mainstay</h1>
        <p>Sign in to ask the book anything.</p>
        <label>
          E-mail address
          <input name="email" type="email" autoComplete="username" required autoFocus />
        </label>
        <label>
          Password
          <input name="password" type="password" autoComplete="current-password" required />
        </label>
        <p className="problem" role="alert">
          {problem}
        </p>
        <button type="submit" disabled={busy}>
          Sign in
        </button>
      </form>
    </main>
  );
}
