/**
 * A synchronous cryptographic hash of its parts, one after the other, a text as UTF-8. Passed in: node:crypto in Node,
 * a pure-JavaScript one in a browser.
 */
export type Hash = (...parts: readonly (Uint8Array | string)[]) => Uint8Array;
