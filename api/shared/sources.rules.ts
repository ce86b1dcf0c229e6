import type { Problems } from './problems';

/** The source of what Mainstay writes down about itself, its mails for instance. Nobody else writes under it. */
export const ownSource = 'mainstay';

/**
 * Checks the name of another system, wherever external ids are taken. Under our own name somebody could take the
 * place of an entry that the system has yet to write, and it would never be written.
 */
export function checkSource(source: string, field: string, problems: Problems): void {
  problems.text(source, field, 60);
  problems.require(
    source.trim().toLowerCase() !== ownSource,
    field,
    `"${ownSource}" is Mainstay itself.`,
    'Name the other system that the id belongs to.',
  );
}
