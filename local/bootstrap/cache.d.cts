/** The folder of this user, shared by every clone, for what is large and the same for all of them. */
export declare function cacheFolder(): string;
