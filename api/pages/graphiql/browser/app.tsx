import type { Fetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { savedOperations } from 'saved-operations';
import { endpoint, signOut, whoAmI, type Viewer } from './api';
import { SignIn } from './sign-in';
import { savedOperationsPlugin } from './saved-operations';

/** The first operations are open in tabs from the start; the others are in the list beside them. */
const openAtFirst = 6;
const plugins = [savedOperationsPlugin];
const tabs = savedOperations
  .filter((operation) => operation.query.includes('\nquery '))
  .slice(0, openAtFirst)
  .map(({ query, variables }) => ({ query, variables, headers: '' }));

const fetcher: Fetcher = async (params, options) => {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...options?.headers },
    body: JSON.stringify(params),
  });
  return response.json();
};

/** GraphiQL for whoever is signed in, and the form for everybody else. */
export function App(): ReactElement | null {
  const [viewer, setViewer] = useState<Viewer | null | 'asking'>('asking');
  const ask = useCallback(async () => setViewer(await whoAmI()), []);
  useEffect(() => {
    ask().catch(() => setViewer(null));
  }, [ask]);

  if (viewer === 'asking') return null;
  if (viewer === null) return <SignIn onSignedIn={ask} />;
  return (
    <div className="page">
      <header>
        <strong>Mainstay</strong>
        <span>
          {viewer.member?.name ?? viewer.apiKeyName} · {viewer.role ?? viewer.scopes.join(', ')}
        </span>
        <button type="button" onClick={() => void signOut().then(ask)}>
          Sign out
        </button>
      </header>
      <GraphiQL
        fetcher={fetcher}
        plugins={plugins}
        defaultTabs={tabs}
        visiblePlugin="Saved operations"
        defaultEditorToolsVisibility="variables"
      >
        <GraphiQL.Logo> </GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}
