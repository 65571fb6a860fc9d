import type { Input } from "./derive.ts";
import type { Formula } from "./formula.ts";
import { wordsOf } from "./field-meaning.ts";

/** The input that a formula only repeats, in another scale; `isNegated`: with the other sign. Null for any other formula. */
export function repeated(formula: Formula): { name: string; isNegated: boolean } | null {
  if (formula.op === "name") return { name: formula.name, isNegated: false };
  if (formula.op === "negative") {
    const of = repeated(formula.of);
    return of && { ...of, isNegated: !of.isNegated };
  }
  if (formula.op !== "*" && formula.op !== "/") return null;
  if (formula.right.op === "constant") return repeated(formula.left);
  return formula.op === "*" && formula.left.op === "constant" ? repeated(formula.right) : null;
}

const says = {
  several:
    /total|combined|sum|average|mean|median|together|peer|group|portfolio|vs|versus|against|than|relative|spread|gap|differ|gesamt|summe|durchschnitt|mittel|zusammen|gegen|vergleich|abstand|moyenne|somme|ensemble|contre|écart|comparé/iu,
  fall:
    /declin|drop|fall|fell|loss|drawdown|decreas|below|discount|rückgang|verlust|minus|abstand|unter|baisse|recul|perte|repli|décote/iu,
};

/** Why a sum over several securities is no figure of one; null if they are not, or its name says that it is of several. */
export function mixProblem(
  name: string,
  formula: Formula,
  symbols: readonly string[],
  mentioned: number,
): string | null {
  return symbols.length < 2 || !isSum(formula) || mentioned >= symbols.length ||
      says.several.test(name)
    ? null
    : `The formula adds values about ${symbols.join(" and ")}, which its name does not say.`;
}

/** True for a sum, also in another scale, and for a mean. */
function isSum(formula: Formula): boolean {
  if (formula.op === "*" || formula.op === "/") {
    return formula.right.op === "constant" && isSum(formula.left);
  }
  return formula.op === "+";
}

/**
 * Why a relative change is computed the wrong way round; null if it is not, or the inputs do not say which is earlier.
 * The later value is compared with the earlier one, except for a fall.
 */
export function orderProblem(
  name: string,
  formula: Formula,
  inputs: readonly Input[],
): string | null {
  const change = changeIn(formula);
  if (!change) return null;
  const of = (wanted: string) => inputs.find((input) => input.name === wanted);
  const [from, to, base] = [of(change.less), of(change.more), of(change.base)];
  if (!from || !to || !base) return null;
  const order = earlier(from, to);
  if (order === 0) return null;
  const early = order < 0 ? from : to;
  if (base !== early) return `The formula divides by ${base.name}, the later value.`;
  return order > 0 && !says.fall.test(name)
    ? `The formula subtracts ${from.name}, the later value, from the earlier one.`
    : null;
}

/** The names in `(more - less) / base` or `more / base - 1`, anywhere in a formula. */
function changeIn(formula: Formula): { more: string; less: string; base: string } | null {
  if (formula.op === "name" || formula.op === "constant") return null;
  if (formula.op === "negative") return changeIn(formula.of);
  const { op, left, right } = formula;
  if (op === "/" && left.op === "-" && right.op === "name") {
    const { left: more, right: less } = left;
    if (more.op === "name" && less.op === "name") {
      return { more: more.name, less: less.name, base: right.name };
    }
  }
  if (op === "-" && left.op === "/" && right.op === "constant") {
    const { left: more, right: base } = left;
    if (more.op === "name" && base.op === "name") {
      return { more: more.name, less: base.name, base: base.name };
    }
  }
  return changeIn(left) ?? changeIn(right);
}

/** Below 0 if the first value is of an earlier time, above 0 if it is of a later one, 0 if that is not known. */
function earlier(a: Input, b: Input): number {
  const byName = rank(a) - rank(b);
  if (rank(a) !== 0 && rank(b) !== 0) return byName;
  const [day, other] = [a.days, b.days].map((days) => days.length === 1 ? days[0] ?? "" : "");
  if (!day || !other || day === other || a.symbol !== b.symbol) return 0;
  return day < other ? -1 : 1;
}

function rank({ pointer }: Input): number {
  const field = wordsOf(pointer.split("/").at(-1) ?? "");
  if (/\b(first|previous|prior)\b/.test(field)) return -1;
  return /^(last close|price|current price)$/.test(field) ? 1 : 0;
}
