import { hash } from 'node:crypto';
import type { Actor } from './actor';
import type { Credentials } from './authenticator';

/** How long somebody is remembered, in milliseconds; then it is written down again that they were here. */
const remembersFor = 60_000;
const maximumRemembered = 10_000;

/** Who sent which credentials lately, so that a read can prove it together with what it reads. */
export class ActorMemory {
  /** By the hash of the credentials, the oldest first. */
  private readonly actors = new Map<string, { readonly actor: Actor; readonly until: number }>();

  /** Who was found to have sent these credentials within the last minute. It may have ceased to be true since. */
  recall(credentials: Credentials): Actor | null {
    const key = keyOf(credentials);
    const known = key === null ? undefined : this.actors.get(key);
    return known !== undefined && known.until > performance.now() ? known.actor : null;
  }

  remember(credentials: Credentials, actor: Actor): void {
    const key = keyOf(credentials);
    if (key === null) return;
    this.actors.delete(key);
    this.actors.set(key, { actor, until: performance.now() + remembersFor });
    const [oldest] = this.actors.keys();
    if (this.actors.size > maximumRemembered && oldest !== undefined) this.actors.delete(oldest);
  }
}

/** Null where there are none. The header goes before the cookie. */
function keyOf({ authorization = '', cookie = '' }: Credentials): string | null {
  if (authorization === '' && cookie === '') return null;
  return hash('sha256', authorization === '' ? `cookie ${cookie}` : `header ${authorization}`, 'base64');
}
