/** Texts of a JSON document, and its numbers. */
const textsAndNumbers = /"(?:\\.|[^"\\])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The first number of a JSON text that JavaScript cannot hold: a whole number beyond 2^53 that is rounded, or one that is
 * infinite and would be sent as null. Fractions are rounded by everyone who computes with them. Null: there is none.
 */
export function lostNumber(text: string): string | null {
  const numbers = text.match(textsAndNumbers)?.filter((part) => !part.startsWith('"')) ?? [];
  return numbers.find((number) => !isKept(number)) ?? null;
}

function isKept(text: string): boolean {
  const value = Number(text);
  if (!Number.isFinite(value)) return false;
  return !/^-?\d+$/.test(text) || BigInt(text) === BigInt(value);
}
