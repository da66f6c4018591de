/** A synchronous cryptographic hash, passed in: node:crypto in Node, a pure-JavaScript one in a browser. */
export type Hash = (bytes: Uint8Array) => Uint8Array;
