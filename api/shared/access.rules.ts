/** What a member of the company is. */
export enum Role {
  ADMIN = 'ADMIN',
  LEADER = 'LEADER',
  CSM = 'CSM',
  EXECUTIVE = 'EXECUTIVE',
  VIEWER = 'VIEWER',
}

/** What an API key may be used for. */
export enum Scope {
  ACCOUNTS_READ = 'ACCOUNTS_READ',
  ACCOUNTS_WRITE = 'ACCOUNTS_WRITE',
  TIMELINE_WRITE = 'TIMELINE_WRITE',
  IMPORT = 'IMPORT',
}

/**
 * What can be allowed. The ability says that an actor may do a thing at all; for CSMs the rows they may do it to
 * are those of their own and shared accounts.
 */
export type Ability =
  | 'members.read'
  | 'members.manage'
  | 'keys.manage'
  | 'book.read'
  | 'book.read.whole'
  | 'accounts.create'
  | 'accounts.change'
  | 'accounts.move'
  | 'attributes.manage'
  | 'contacts.change'
  | 'timeline.write'
  | 'tasks.write'
  | 'audit.read'
  | 'import'
  | 'engine.read';

const everybody: Ability[] = ['members.read', 'book.read'];
const writers: Ability[] = [
  'accounts.create',
  'accounts.change',
  'contacts.change',
  'timeline.write',
  'tasks.write',
];

const ofRole: Record<Role, ReadonlySet<Ability>> = {
  ADMIN: new Set<Ability>([
    ...everybody,
    ...writers,
    'book.read.whole',
    'accounts.move',
    'attributes.manage',
    'audit.read',
    'import',
    'engine.read',
    'members.manage',
    'keys.manage',
  ]),
  LEADER: new Set<Ability>([
    ...everybody,
    ...writers,
    'book.read.whole',
    'accounts.move',
    'attributes.manage',
    'audit.read',
    'import',
    'engine.read',
  ]),
  CSM: new Set<Ability>([...everybody, ...writers]),
  EXECUTIVE: new Set<Ability>([...everybody, 'book.read.whole', 'audit.read', 'engine.read']),
  VIEWER: new Set<Ability>([...everybody, 'book.read.whole']),
};

const ofScope: Record<Scope, readonly Ability[]> = {
  ACCOUNTS_READ: ['members.read', 'book.read', 'book.read.whole'],
  ACCOUNTS_WRITE: [
    'members.read',
    'book.read',
    'book.read.whole',
    'accounts.create',
    'accounts.change',
    'accounts.move',
    'contacts.change',
  ],
  TIMELINE_WRITE: ['members.read', 'book.read', 'book.read.whole', 'timeline.write', 'tasks.write'],
  IMPORT: ['import'],
};

/** Whether somebody of this role can own accounts: who only reads can't care for a customer. */
export function mayOwnAccounts(role: Role): boolean {
  return role !== Role.VIEWER && role !== Role.EXECUTIVE;
}

/** Whether a role gives an ability. */
export function roleMay(role: Role, ability: Ability): boolean {
  return ofRole[role].has(ability);
}

/** Whether any of a key's scopes gives an ability. */
export function scopeAllows(scopes: readonly Scope[], ability: Ability): boolean {
  return scopes.some((scope) => ofScope[scope].includes(ability));
}

/** Everything that a role may do at all. */
export function abilitiesOfRole(role: Role): Ability[] {
  return [...ofRole[role]];
}

/** Everything that scopes allow together. */
export function abilitiesOfScopes(scopes: readonly Scope[]): Ability[] {
  return [...new Set(scopes.flatMap((scope) => ofScope[scope]))];
}
