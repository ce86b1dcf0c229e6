import { globalId } from '../../shared/ids';

export const SessionId = globalId('Session', 'ses');
export const ApiKeyId = globalId('ApiKey', 'key');
