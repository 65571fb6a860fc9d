import { GraphQLError, valueFromASTUntyped, type ValueNode } from "graphql";
import { builder } from "./builder.ts";
import { formatDuration, parseDuration } from "./duration.ts";

builder.scalarType("DateTime", {
  description: "RFC 3339 instant in UTC with milliseconds, `2026-11-23T05:27:00.000Z`.",
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time",
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const date = typeof value === "string" ? new Date(value) : null;
    if (!date || Number.isNaN(date.getTime())) throw new GraphQLError("Write an RFC 3339 instant.");
    return date;
  },
});

builder.scalarType("Duration", {
  description: "ISO 8601 duration in days or smaller, `PT90S`, `P30D`.",
  serialize: (value) => typeof value === "number" ? formatDuration(value) : value,
  parseValue: (value) => {
    const ms = typeof value === "string" ? parseDuration(value) : null;
    if (ms === null) throw new GraphQLError("Write an ISO 8601 duration, such as PT20S.");
    return ms;
  },
});

builder.scalarType("Date", {
  description: "Day of the Gregorian calendar, in UTC where a time falls on it, `2026-11-23`.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === "string" && isDay(value)) return value;
    throw new GraphQLError("Write a day as YYYY-MM-DD.");
  },
});

function isDay(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : null;
  return day !== null && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

builder.scalarType("LargeInt", {
  description: "Whole number up to 2^53 - 1, as a JSON number.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (Number.isSafeInteger(value)) return value as number;
    throw new GraphQLError("Write a whole number up to 2^53 - 1.");
  },
});

builder.scalarType("Decimal", {
  description: "Decimal number as a string, `0.0042`. Never a float.",
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return value;
    throw new GraphQLError('Write a decimal number as a string, such as "0.05".');
  },
});

builder.scalarType("JSON", {
  description: "Any JSON value.",
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node: ValueNode, variables) => valueFromASTUntyped(node, variables),
});
