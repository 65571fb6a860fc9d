import type { z } from "zod";
import { limits } from "../protocol/limits.ts";

/**
 * Values of a body. A schema names each fault of each value: a megabyte of wrong ones would occupy the process for more
 * than a second.
 */
const maxValues = 50_000;
/** How many faults of a body are named. */
const namedFaults = 5;

/** A body that was read, or what is wrong with it: a text for the author of the request, answered with 400. */
export type JsonBody<T> = { value: T; fault?: never } | { fault: string; value?: never };

/**
 * The JSON body of a request, if it fits the schema. The server has limited its size and its media type already. A fault
 * names places and expected types, never values: they may be content.
 */
export async function readJson<T>(
  request: Request,
  schema: z.ZodType<T>,
): Promise<JsonBody<T>> {
  const text = await request.text();
  const body = parsed(text);
  if (!body) return { fault: text === "" ? "The body is empty." : "The body is not JSON." };
  if (!isBounded(body.json)) {
    return { fault: `The body has more than ${maxValues} values, or too many levels.` };
  }
  const { success, data, error } = schema.safeParse(body.json);
  return success ? { value: data } : { fault: faultsOf(error.issues) };
}

function parsed(text: string): { json: unknown } | null {
  try {
    return { json: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Level by level, without recursion. */
function isBounded(json: unknown): boolean {
  let [level, values] = [[json], 0];
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (values > maxValues || depth > limits.jsonDepth) return false;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : []
    );
  }
  return true;
}

function faultsOf(issues: readonly z.core.$ZodIssue[]): string {
  const named = issues.slice(0, namedFaults).map(({ path, message }) =>
    `${["body", ...path].join(".")}: ${message}`
  );
  const others = issues.length - named.length;
  return [...named, ...others > 0 ? [`and ${others} more`] : []].join("; ");
}
