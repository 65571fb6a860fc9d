/** Most bytes of one answer of an MCP server, or of one message on its stream. What comes after them is not read. */
export const maxAnswerBytes = 4 * 1_048_576;
/** Most bytes of a whole stream until the answer is there, notifications included. */
export const maxStreamBytes = 4 * maxAnswerBytes;
/** Most bytes of the body of a refusal. */
export const maxRefusalBytes = 65_536;
/** Most UTF-16 units at the beginning of an answer that was cut in which texts are looked for. */
export const maxCutUnits = 262_144;
/** Longest wait that a stream may ask for before it is resumed, ms. */
export const maxRetryMs = 10_000;
