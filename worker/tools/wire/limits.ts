/** Maximum bytes of an answer of an MCP server, or of a message on its stream. The rest is not read. */
export const maxAnswerBytes = 4 * 1_048_576;
/** Maximum bytes of a stream up to the answer, including notifications. */
export const maxStreamBytes = 4 * maxAnswerBytes;
/** Maximum bytes of the body of an HTTP error. */
export const maxRefusalBytes = 65_536;
/** UTF-16 units at the start of a cut answer that are searched for texts. */
export const maxCutUnits = 262_144;
/** Maximum wait before a stream is resumed that a server can request, ms. */
export const maxRetryMs = 10_000;
