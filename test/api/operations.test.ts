import { buildSchema, Kind, OperationTypeNode, type FieldNode, type OperationDefinitionNode } from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../local/project-root';
import { savedOperations } from '../../web-schema/saved-operations';
import { startApi, untyped, type TestApi, type TestMember } from '../support/api';

const schema = buildSchema(readFileSync(join(projectRoot, 'web-schema', 'schema.graphql'), 'utf8'));

function rootFields(operation: OperationDefinitionNode): string[] {
  return operation.selectionSet.selections
    .filter((selection): selection is FieldNode => selection.kind === Kind.FIELD)
    .map((field) => `${operation.operation} ${field.name.value}`);
}

test('every query and every mutation of the schema has a saved operation', async () => {
  const shown = new Set((await savedOperations()).flatMap(({ operation }) => rootFields(operation)));
  const all = [
    ...Object.keys(schema.getQueryType()?.getFields() ?? {}).map((name) => `query ${name}`),
    ...Object.keys(schema.getMutationType()?.getFields() ?? {}).map((name) => `mutation ${name}`),
  ];
  expect(all.filter((field) => !shown.has(field))).toEqual([]);
});

test('every saved operation says what it is for, and has examples of the variables that it needs', async () => {
  for (const { file, text, operation, variables } of await savedOperations()) {
    expect([file, text]).toEqual([file, expect.stringMatching(/^# [A-Z]/)]);
    const needed = operation.variableDefinitions?.filter(
      ({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    );
    const declared = operation.variableDefinitions?.map(({ variable }) => variable.name.value) ?? [];
    const missing = needed?.map(({ variable }) => variable.name.value).filter((name) => !(name in variables));
    const unknown = Object.keys(variables).filter((name) => !declared.includes(name));
    expect([file, missing ?? [], unknown]).toEqual([file, [], []]);
  }
});

describe('over HTTP', () => {
  let api: TestApi;
  let admin: TestMember;
  beforeAll(async () => {
    api = await startApi();
    admin = await api.member('ADMIN');
  });
  afterAll(() => api.close());

  test('every saved query is within the limits, and its examples are of the right types', async () => {
    const refused: [string, unknown][] = [];
    for (const { file, text, operation, variables } of await savedOperations()) {
      if (operation.operation !== OperationTypeNode.QUERY) continue;
      const answer = await api.answer(admin, untyped(text), variables);
      // Examples name ids that are not there; everything else about them has to be right.
      const errors = answer.errors.filter(({ message }) => !/is no id of|No such/.test(message));
      if (errors.length > 0) refused.push([file, errors]);
    }
    expect(refused).toEqual([]);
  });

  test('the examples of every saved mutation fit its input', async () => {
    const refused: [string, unknown][] = [];
    for (const { file, text, operation, variables } of await savedOperations()) {
      if (operation.operation !== OperationTypeNode.MUTATION) continue;
      // Anonymous callers are turned away by the mutation itself, which is after variables were read.
      const answer = await api.answer(null, untyped(text), variables);
      if (answer.status !== 200) refused.push([file, answer.errors]);
    }
    expect(refused).toEqual([]);
  });
});
