import { useGraphiQL, useGraphiQLActions, type GraphiQLPlugin } from '@graphiql/react';
import type { ReactElement } from 'react';
import { savedOperations, type SavedOperation } from 'saved-operations';

/** Everything that the project ships as an operation, to open with a click. */
export const savedOperationsPlugin: GraphiQLPlugin = {
  title: 'Saved operations',
  icon: Icon,
  content: SavedOperations,
};

function SavedOperations(): ReactElement {
  const { addTab, changeTab } = useGraphiQLActions();
  const queryEditor = useGraphiQL((state) => state.queryEditor);
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  const tabs = useGraphiQL((state) => state.tabs);

  function open(operation: SavedOperation): void {
    const at = tabs.findIndex((tab) => tab.query === operation.query);
    if (at >= 0) return changeTab(at);
    addTab();
    queryEditor?.setValue(operation.query);
    variableEditor?.setValue(operation.variables);
  }

  return (
    <section className="saved-operations" aria-label="Saved operations">
      <h2>Saved operations</h2>
      <p>A day with the book, from signing in to signing out. A click opens one.</p>
      <ol>
        {savedOperations.map((operation) => (
          <li key={operation.title}>
            <button type="button" onClick={() => open(operation)}>
              <strong>{operation.title}</strong>
              <span>{operation.purpose}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Icon(): ReactElement {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M6 3.5h12a1 1 0 0 1 1 1v16l-7-4-7 4v-16a1 1 0 0 1 1-1Z" />
    </svg>
  );
}
