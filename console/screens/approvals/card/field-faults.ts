import type { ArgumentField } from "./argument-fields.ts";
import { keyOf } from "./argument-draft.ts";

/** What the API found wrong with arguments: at the fields, and what names none of them. */
export interface PlacedFaults {
  readonly byField: Readonly<Record<string, string>>;
  readonly others: readonly string[];
}

/**
 * Puts the messages of a refusal at the fields that they name. The API checks the arguments by the tool's JSON Schema, and
 * a message lists several faults: `data/symbol must be string, data must have required property 'range'`.
 */
export function placeFaults(
  fields: readonly ArgumentField[],
  messages: readonly string[],
): PlacedFaults {
  const byField: Record<string, string> = {};
  const others: string[] = [];
  for (const message of messages.flatMap((one) => one.split(/, (?=data[/ ])/))) {
    const field = fields.find(({ name }) => name !== null && names(message, name));
    if (!field) others.push(message);
    else byField[keyOf(field)] ??= inWords(message);
  }
  return { byField, others };
}

const names = (message: string, name: string) =>
  new RegExp(`^data/${escaped(name)}(/|\\s)`).test(message) ||
  message.includes(`required property '${name}'`);

const inWords = (message: string) =>
  message.includes("required property")
    ? "A value is required."
    : message.replace(/^data(\/[^ ]*)? /, "The value ");

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
