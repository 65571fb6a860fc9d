import { jsonText } from "../../../ui/json-text.ts";
import type { ArgumentField } from "./argument-fields.ts";
import { lostNumber } from "./lost-number.ts";

/** Texts of the fields by their keys. */
export type ArgumentDraft = Readonly<Record<string, string>>;

/** Arguments as the form has them. */
export interface ReadDraft {
  /** Null: some field has a fault. */
  readonly arguments: unknown;
  /** By the key of the draft: why the text is no value. */
  readonly faults: Readonly<Record<string, string>>;
  readonly isChanged: boolean;
}

/** The key of a field in drafts and faults: no name of an argument makes it one that every object has, as `constructor`. */
export const keyOf = ({ name }: Pick<ArgumentField, "name">): string =>
  name === null ? "" : `/${name}`;

/** The text of a field before it is changed; empty where the argument was left out. */
export function originalText({ kind, original, choices }: ArgumentField): string {
  if (original === undefined) return "";
  if (kind === "choice") return String(choices.indexOf(original));
  return kind === "json" ? jsonText(original, 2) : String(original);
}

/** The arguments of a form. A field that was not changed keeps the value of the model exactly. */
export function readDraft(fields: readonly ArgumentField[], draft: ArgumentDraft): ReadDraft {
  const faults: Record<string, string> = {};
  const values: [string | null, unknown][] = [];
  let isChanged = false;
  for (const field of fields) {
    const text = draft[keyOf(field)];
    const isSame = text === undefined || text === originalText(field);
    const read = isSame ? { value: field.original } : valueOf(field, text);
    if ("fault" in read) faults[keyOf(field)] = read.fault;
    else if (read.value !== undefined) values.push([field.name, read.value]);
    if (!isSame) isChanged = true;
  }
  const hasFault = Object.keys(faults).length > 0;
  return { arguments: hasFault ? null : together(values), faults, isChanged };
}

function together(values: readonly [string | null, unknown][]): unknown {
  const whole = values.find(([name]) => name === null);
  return whole ? whole[1] : Object.fromEntries(values);
}

type Read = { value: unknown } | { fault: string };

/** The value of a changed text. An empty one leaves the argument out, except a text that is required. */
function valueOf(field: ArgumentField, text: string): Read {
  if (text.trim() === "") return emptyValue(field, text);
  switch (field.kind) {
    case "number":
      return numberOf(text, Number.isFinite, "Write a number, such as 12.5.");
    case "integer":
      return numberOf(text, Number.isSafeInteger, "Write a whole number.");
    case "boolean":
      return { value: text === "true" };
    case "choice":
      return { value: field.choices[Number(text)] };
    case "json":
      return jsonOf(field, text);
    default:
      return { value: text };
  }
}

function emptyValue({ isRequired, kind }: ArgumentField, text: string): Read {
  if (!isRequired) return { value: undefined };
  return kind === "text" || kind === "long" ? { value: text } : { fault: "A value is required." };
}

function numberOf(text: string, isAllowed: (value: number) => boolean, fault: string): Read {
  const lost = lostNumber(text);
  if (lost !== null) return { fault: `The number ${lost} would be sent as ${Number(lost)}.` };
  const value = Number(text);
  return isAllowed(value) ? { value } : { fault };
}

function jsonOf({ name }: ArgumentField, text: string): Read {
  try {
    const value: unknown = JSON.parse(text);
    const lost = lostNumber(text);
    if (lost !== null) return { fault: `The number ${lost} would be sent as ${Number(lost)}.` };
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return name !== null || isObject ? { value } : { fault: "Write a JSON object, such as {}." };
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { fault: `This is not JSON: ${what}` };
  }
}
