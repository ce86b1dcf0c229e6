/** The folder of this user, shared by every clone, for what is large and the same for all of them. */
export declare function cacheFolder(): string;

/**
 * Makes an empty folder in the cache, for something that is moved to its place when it is whole. What others
 * with this beginning of a name left unfinished days ago goes.
 */
export declare function unfinishedFolder(prefix: string): string;
