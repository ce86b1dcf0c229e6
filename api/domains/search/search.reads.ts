import type { SearchDeclaration } from '../../platform/reads/search-declaration';
import { checkSearch, SearchKind } from './search.rules';

/** Each of these types says in its own reads how it is searched. */
export const searchReads: SearchDeclaration = {
  query: 'search',
  type: 'SearchHit',
  kinds: {
    [SearchKind.ACCOUNT]: 'Account',
    [SearchKind.CONTACT]: 'Contact',
    [SearchKind.TIMELINE_ENTRY]: 'TimelineEntry',
  },
  check: checkSearch,
};
