/** A formula as a tree. */
export type Formula =
  | { op: "name"; name: string }
  | { op: "constant"; value: number }
  | { op: "+" | "-" | "*" | "/"; left: Formula; right: Formula }
  | { op: "negative"; of: Formula };

/** Maximum length of a formula. */
const maxFormula = 200;
/** Maximum depth of its parentheses and signs. */
const maxDepth = 16;

const token = /\s*(?:([A-Za-z_][A-Za-z0-9_]{0,40})|(\d+(?:\.\d+)?(?:[eE]\d)?)|([-+*/()]))/y;

/** Reads a formula of names, numbers, + - * / and parentheses; a sentence that says why it is none. */
export function readFormula(text: string): Formula | string {
  if (text.length > maxFormula) return `The formula has more than ${maxFormula} characters.`;
  const tokens = tokensOf(text.replaceAll("×", "*").replaceAll("÷", "/").replaceAll("−", "-"));
  if (!tokens) return "The formula contains more than names, numbers, + - * / and parentheses.";
  const reader = new Reader(tokens);
  try {
    return reader.whole();
  } catch (error) {
    if (error instanceof Malformed) return "The formula is incomplete or too deep.";
    throw error;
  }
}

function tokensOf(text: string): string[] | null {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.trimEnd().length) {
    const found = token.exec(text);
    if (!found) return null;
    tokens.push(found[0].trim());
  }
  return tokens;
}

class Malformed extends Error {}

/** Recursive descent: a sum of products of values. */
class Reader {
  private at = 0;
  private depth = 0;
  private readonly tokens: readonly string[];

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  whole(): Formula {
    const formula = this.sum();
    if (this.at < this.tokens.length) throw new Malformed();
    return formula;
  }

  private sum(): Formula {
    return this.chain(["+", "-"], () => this.product());
  }

  private product(): Formula {
    return this.chain(["*", "/"], () => this.value());
  }

  private chain(ops: readonly string[], next: () => Formula): Formula {
    let left = next();
    for (let op = this.tokens[this.at]; op && ops.includes(op); op = this.tokens[this.at]) {
      this.at++;
      left = { op: op as "+", left, right: next() };
    }
    return left;
  }

  private value(): Formula {
    const found = this.tokens[this.at++];
    if (found === undefined || ++this.depth > maxDepth) throw new Malformed();
    try {
      if (found === "-") return { op: "negative", of: this.value() };
      if (found === "(") return this.inParentheses();
      if (/^\d/.test(found)) return { op: "constant", value: Number(found) };
      if (/^[A-Za-z_]/.test(found)) return { op: "name", name: found };
      throw new Malformed();
    } finally {
      this.depth--;
    }
  }

  private inParentheses(): Formula {
    const inside = this.sum();
    if (this.tokens[this.at++] !== ")") throw new Malformed();
    return inside;
  }
}

/** The names in a formula, each as often as it occurs. */
export function namesIn(formula: Formula): string[] {
  switch (formula.op) {
    case "name":
      return [formula.name];
    case "constant":
      return [];
    case "negative":
      return namesIn(formula.of);
    default:
      return [...namesIn(formula.left), ...namesIn(formula.right)];
  }
}
