import { PeopleAndAccess1763769600000 } from './1763769600000-people-and-access';
import { TheBook1763769600001 } from './1763769600001-the-book';
import { TimelineAndTasks1763769600002 } from './1763769600002-timeline-and-tasks';
import { EngineRoom1763769600003 } from './1763769600003-engine-room';
import { LastTouch1763769600004 } from './1763769600004-last-touch';
import { ListsAtScale1763769600005 } from './1763769600005-lists-at-scale';
import { WritesOfSessions1763769600010 } from './1763769600010-writes-of-sessions';
import { Search1763769600011 } from './1763769600011-search';
import { SavedViews1763769600012 } from './1763769600012-saved-views';
import { TouchAtCommit1763769600013 } from './1763769600013-touch-at-commit';
import { Attributes1763769600014 } from './1763769600014-attributes';
import { Consents1763769600015 } from './1763769600015-consents';
import { Preferences1763769600016 } from './1763769600016-preferences';

/** Every migration, oldest first. A migration is never edited after it landed. */
export const migrations = [
  PeopleAndAccess1763769600000,
  TheBook1763769600001,
  TimelineAndTasks1763769600002,
  EngineRoom1763769600003,
  LastTouch1763769600004,
  ListsAtScale1763769600005,
  WritesOfSessions1763769600010,
  Search1763769600011,
  SavedViews1763769600012,
  TouchAtCommit1763769600013,
  Attributes1763769600014,
  Consents1763769600015,
  Preferences1763769600016,
];
