import type { z } from "zod";

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

function faultsOf(issues: readonly z.core.$ZodIssue[]): string {
  const named = issues.slice(0, namedFaults).map(({ path, message }) =>
    `${["body", ...path].join(".")}: ${message}`
  );
  const others = issues.length - named.length;
  return [...named, ...others > 0 ? [`and ${others} more`] : []].join("; ");
}
