/** A name is part of ids of workflows, streams and metrics, so that it has none of their separators. */
const pattern = /^[A-Za-z0-9](?:[A-Za-z0-9_-]{0,62}[A-Za-z0-9])?$/;

/** Says what a name of a tenant may be, for messages. */
export const tenantNameRule =
  "1 to 64 of the characters A to Z, a to z, 0 to 9, `-` and `_`, beginning and ending with a letter or digit";

/** True for a text that can be the name of a tenant. Everything that makes a principal checks it. */
export const isTenantName = (text: unknown): text is string =>
  typeof text === "string" && pattern.test(text);
