import { isObject } from "./unit-of-value.ts";

/** A reference to a number: the label of a tool call, and a JSON pointer into its structured result. */
export interface Reference {
  call: string;
  pointer: string;
}

/** A figure as a model states it. */
export interface Figure {
  name: string;
  /** A decimal number. */
  value: string;
  unit: string | null;
  period: string | null;
  symbol: string | null;
  source: Reference | null;
  derivation: { formula: string; inputs: (Reference & { name: string })[] } | null;
}

/** Maximum number of figures of an answer, and of inputs of a derivation. Those after them are not read. */
const maxFigures = 200;
const maxInputs = 8;

/** The figures of a model's answer; what is no figure is left out, and long texts are cut. */
export function figuresOf(metrics: unknown): Figure[] {
  return list(metrics).slice(0, maxFigures).filter(isObject).flatMap((given) => {
    const [name, value] = [text(given.name, 200), decimal(given.value)];
    if (name === null || value === null) return [];
    return [{
      ...{ name, value, unit: text(given.unit, 60), period: text(given.period, 120) },
      symbol: text(given.symbol, 40)?.toUpperCase() ?? null,
      source: referenceOf(given.source),
      derivation: derivationOf(given.derivation),
    }];
  });
}

function referenceOf(given: unknown): Reference | null {
  if (!isObject(given)) return null;
  const call = text(given.call, 60);
  // The empty pointer is valid: it names the whole result.
  return call === null ? null : { call, pointer: text(given.pointer, 501) ?? "" };
}

function derivationOf(given: unknown): Figure["derivation"] {
  if (!isObject(given)) return null;
  const formula = text(given.formula, 201);
  if (formula === null) return null;
  const inputs = list(given.inputs).slice(0, maxInputs + 1).filter(isObject).flatMap((input) => {
    const [name, reference] = [text(input.name, 41), referenceOf(input)];
    return name !== null && reference ? [{ name, ...reference }] : [];
  });
  return { formula, inputs };
}

/** True for a derivation with an allowed number of inputs. */
export const hasFewInputs = ({ inputs }: NonNullable<Figure["derivation"]>) =>
  inputs.length > 0 && inputs.length <= maxInputs;

/** A decimal number as text; null for any other value. Models write thousands separators and the sign U+2212. */
function decimal(value: unknown): string | null {
  const given = typeof value === "number" ? String(value) : text(value, 60) ?? "";
  const written = given.replaceAll(",", "").replace(/^\u2212/, "-").replace(/^\+/, "");
  return /^-?\d{1,30}(\.\d{1,18})?$/.test(written) ? written : null;
}

const list = (value: unknown): unknown[] => Array.isArray(value) ? value : [];

/** The text without surrounding spaces, cut at a length; null if it is empty or none. */
function text(value: unknown, length: number): string | null {
  return typeof value === "string" ? value.trim().slice(0, length) || null : null;
}
