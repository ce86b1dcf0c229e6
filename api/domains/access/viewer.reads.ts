import sql from 'sql-template-tag';
import { oneRow, type ObjectDeclaration } from '../../platform/reads/object-declaration';

/** Who asks: a member, or an integration with its key. */
export const viewerReads: ObjectDeclaration = {
  type: 'Viewer',
  query: 'me',
  isThere: ({ memberId, apiKeyName }) => memberId !== null || apiKeyName !== null,
  fields: {
    role: ({ role }) => sql`${role}::text`,
    apiKeyName: ({ apiKeyName }) => sql`${apiKeyName}::text`,
    scopes: ({ scopes }) => sql`${scopes}::text[]`,
    abilities: ({ abilities }) => sql`${abilities}::text[]`,
  },
  relations: { member: oneRow('Member', ({ memberId }) => memberId) },
};
