const token =
  /\((?:"(?:[^"\\]|\\.)*"|[^()"])*\)|[{}]|fragment \w+ on \w+|\.\.\.\s*(?:on\s+)?\w+|(?:query|mutation|subscription) \w+|@\w+|\w+:\w+|\w+/g;

/** A GraphQL document of one line with a line for each field, as a person reads it. */
export function indentQuery(document: string): string {
  let depth = 0;
  let text = "";
  for (const [part] of document.matchAll(token)) {
    if (part === "}") depth--;
    if (part === "{") text += " {";
    else if (part.startsWith("(") || part.startsWith("@")) text += part;
    else text += `\n${depth === 0 && part !== "}" ? "\n" : ""}${"  ".repeat(depth)}${part}`;
    if (part === "{") depth++;
  }
  return text.trim();
}
