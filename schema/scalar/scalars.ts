import { GraphQLError, valueFromASTUntyped, type ValueNode } from "graphql";
import { jsonFault } from "../../protocol/json/json-fault.ts";
import { limits } from "../../protocol/limits.ts";
import { builder } from "../builder.ts";
import { formatDuration, maxDurationDays, parseDuration } from "./duration.ts";
import { refused, rejectUnstorableText } from "./stored-text.ts";

rejectUnstorableText();

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const maxDecimalLength = 40;

/** With four digits of a year, as PostgreSQL reads it: a time zone can move an instant beyond them. */
const isStorable = (date: Date) => date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999;

builder.scalarType("DateTime", {
  description: "RFC 3339 time in UTC with milliseconds, such as `2026-11-23T05:27:00.000Z`.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time",
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const date = typeof value === "string" && instant.test(value) ? new Date(value) : null;
    if (!date || !isStorable(date)) throw new GraphQLError("Write an RFC 3339 instant.");
    return date;
  },
});

builder.scalarType("Duration", {
  description:
    `ISO 8601 duration in days, hours, minutes and seconds, such as \`PT90S\` or \`P30D\`; at most P${maxDurationDays}D.`,
  serialize: (value) => typeof value === "number" ? formatDuration(value) : value,
  parseValue: (value) => {
    const ms = typeof value === "string" ? parseDuration(value) : null;
    if (ms === null) {
      throw new GraphQLError(
        `Write an ISO 8601 duration of at most P${maxDurationDays}D, such as PT20S.`,
      );
    }
    return ms;
  },
});

builder.scalarType("Date", {
  description: "Calendar day in UTC, such as `2026-11-23`; years 1 to 9999.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === "string" && isDay(value)) return value;
    throw new GraphQLError("Write a day as YYYY-MM-DD.");
  },
});

function isDay(text: string): boolean {
  // PostgreSQL has no year 0.
  const day = /^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

builder.scalarType("LargeInt", {
  description: "Whole number from -(2^53 - 1) to 2^53 - 1, as a JSON number.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (Number.isSafeInteger(value)) return value as number;
    throw new GraphQLError("Write a whole number up to 2^53 - 1.");
  },
});

builder.scalarType("Decimal", {
  description:
    `Decimal number as a string, such as \`0.0042\`; at most ${maxDecimalLength} characters, no exponent.`,
  serialize: (value) => value,
  parseValue: (value) => {
    const short = typeof value === "string" && value.length <= maxDecimalLength;
    if (short && /^-?\d+(\.\d+)?$/.test(value)) return value;
    throw new GraphQLError('Write a decimal number as a string, such as "0.05".');
  },
});

builder.scalarType("JSON", {
  description:
    `JSON value of at most ${limits.jsonDepth} levels. Strings and names must be well-formed Unicode without U+0000.`,
  serialize: (value) => value,
  parseValue: (value) => checked(value),
  parseLiteral: (node: ValueNode, variables) => checked(valueFromASTUntyped(node, variables), node),
});

function checked(value: unknown, node?: ValueNode): unknown {
  const fault = jsonFault(value);
  if (fault !== null) throw refused(fault, node);
  return value;
}
