import type { OnboardingService } from '../onboarding/onboarding.service';
import { AccountsImporter } from './accounts.importer';
import { ContactsImporter } from './contacts.importer';
import { ImportKind } from './import.rules';
import { anyImporter, type AnyImporter, type ImportRun } from './importer';
import { TasksImporter } from './tasks.importer';
import { TeamImporter } from './team.importer';
import { TimelineImporter } from './timeline.importer';

/** The importer of a kind, for one run. */
export function createImporter(
  kind: ImportKind,
  run: ImportRun,
  onboardings: OnboardingService,
): AnyImporter {
  switch (kind) {
    case ImportKind.ACCOUNTS:
      return anyImporter(new AccountsImporter(run, onboardings));
    case ImportKind.CONTACTS:
      return anyImporter(new ContactsImporter(run, onboardings));
    case ImportKind.TEAM:
      return anyImporter(new TeamImporter(run));
    case ImportKind.TIMELINE:
      return anyImporter(new TimelineImporter(run));
    case ImportKind.TASKS:
      return anyImporter(new TasksImporter(run));
  }
}
