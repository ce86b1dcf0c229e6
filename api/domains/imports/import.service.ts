import type { Readable } from 'node:stream';
import type { RequestContext } from '../../context';
import { requireAbility } from '../../platform/auth/actor';
import type { Database } from '../../platform/database/database';
import { BadInput } from '../../shared/errors';
import { Problems } from '../../shared/problems';
import { checkSource } from '../../shared/sources.rules';
import type { OnboardingService } from '../onboarding/onboarding.service';
import { ImportJob } from './import-job';
import { defaultSource, type ImportKind, type ImportProgress, type ImportReport } from './import.rules';
import { createImporter } from './importers';
import { plainMapping, type Mapping } from './mapping.schema';

/** What to import, and how. */
export interface ImportOptions {
  readonly kind: ImportKind;
  /** The CSV, in UTF-8. */
  readonly stream: Readable;
  /** The other system that external ids belong to; the mapping's, or `crm`, unless given. */
  readonly source?: string | undefined;
  /** Where the fields come from; each from the column of its name unless given. */
  readonly mapping?: Mapping | undefined;
  /** Checks everything and writes nothing. */
  readonly dryRun?: boolean | undefined;
  /** Refuses rows that would make something new; columns that only new things need may be missing. */
  readonly updateOnly?: boolean | undefined;
  /** Moves days and moments of the file by so many days; for the sample book, which stays a year old. */
  readonly shiftDays?: number | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** Brings what other systems know into the book, and changes nothing that is there already. */
export class ImportService {
  constructor(
    private readonly database: Database,
    private readonly onboardings: OnboardingService,
  ) {}

  /**
   * Reads the stream to its end. Good rows go in, in batches that are each committed whole; refused ones are in the
   * report. Throws BAD_USER_INPUT, having written nothing, where header and mapping don't fit.
   */
  async run(ctx: RequestContext, options: ImportOptions): Promise<ImportReport> {
    requireAbility(ctx.actor, 'import');
    const mapping = options.mapping ?? plainMapping;
    requireKind(mapping, options.kind);
    const run = {
      source: checkedSource(options.source ?? mapping.source ?? defaultSource),
      dryRun: options.dryRun ?? false,
      updateOnly: options.updateOnly ?? false,
      now: ctx.now,
    };
    const importer = createImporter(options.kind, run, this.onboardings);
    const job = new ImportJob(this.database, ctx, run, importer, { ...options, mapping });
    return job.run();
  }
}

function checkedSource(source: string): string {
  const problems = new Problems();
  checkSource(source, 'source', problems);
  problems.throwIfAny();
  return source;
}

function requireKind(mapping: Mapping, kind: ImportKind): void {
  if (mapping.kind === undefined || mapping.kind === kind) return;
  const remedy = `Import the file as ${mapping.kind}, or give another mapping.`;
  throw new BadInput([{ field: 'mapping.kind', message: `The mapping is for ${mapping.kind}.`, remedy }]);
}
