import { sanitize } from "./cells.ts";

/** One line of several columns, without control sequences of what it shows; those that are empty are left out. */
export const columns = (...parts: readonly (string | null | undefined | false)[]): string =>
  parts.filter((part) => typeof part === "string" && part !== "")
    .map((part) => sanitize(part as string)).join("  ");
