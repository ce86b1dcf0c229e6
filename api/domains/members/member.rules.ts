import { globalId } from '../../shared/ids';

export const MemberId = globalId('Member', 'mem');
