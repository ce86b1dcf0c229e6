import type { EntityManager } from 'typeorm';
import type { Actor } from './platform/auth/actor';
import type { RequestReads } from './platform/reads/request-reads';

/**
 * What every service method gets first: who asks, when (business time), and the loaders of this request.
 * Activities and commands make one of their own with a named system actor.
 */
export interface RequestContext {
  readonly actor: Actor;
  /** Business time of this request. Bookkeeping uses PostgreSQL's own now(). */
  readonly now: Date;
  readonly requestId: string;
  /** The caller's network address, where it came over the network. */
  readonly address: string | null;
  /** What the caller's program calls itself, where it came over HTTP. */
  readonly userAgent?: string | null;
  /** What can be said to the caller besides the answer, where it came over HTTP. */
  readonly respond?: Responder;
  readonly reads: RequestReads;
  /** Who probably asks, where that is not confirmed yet; `actor` is nobody until it is. */
  readonly believed?: Believed;
  readonly transaction?: Transaction;
}

/** Somebody who sent the same credentials a moment ago. */
export interface Believed {
  readonly actor: Actor;
  /** The context of who asks indeed; throws what refused credentials are answered with. */
  confirm(): Promise<RequestContext>;
}

/** The session cookie of the answer: `mainstay_session`, for browsers. */
export interface Responder {
  setSessionCookie(token: string, expires: Date): void;
  clearSessionCookie(): void;
}

/** A context inside an open transaction; handing it on joins that transaction. */
export interface TransactionContext extends RequestContext {
  readonly transaction: Transaction;
}

export interface Transaction {
  readonly manager: EntityManager;
  /** Wakes a listener (`outbox`, `messages`) once the commit is done; they poll as well. */
  wakeAfterCommit(channel: WakeChannel): void;
}

export type WakeChannel = 'mainstay_outbox' | 'mainstay_messages';
