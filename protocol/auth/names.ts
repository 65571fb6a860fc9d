/** Beginnings of subjects that tokens of issuers may not name: they stand for other kinds of grantees. */
const reserved = ["key:", "group:", "session:"];

/** Maximum length of a subject or group. */
export const nameLength = 200;

const hasControls = /\p{Cc}/u;

/** True for the name of a group: short, without control characters, and without blanks around it. */
export const isGroup = (text: string): boolean =>
  text !== "" && text.length <= nameLength && text === text.trim() && !hasControls.test(text) &&
  text.isWellFormed();

/** True for a subject that an issuer may name. */
export const isSubject = (text: string): boolean =>
  isGroup(text) && !reserved.some((start) => text.toLowerCase().startsWith(start));
