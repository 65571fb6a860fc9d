import type { z } from "zod";
import { readJson } from "../../json-body.ts";
import { InvalidRequest } from "../errors.ts";
import { checkFields, type FieldTable } from "./fields.ts";

/** Reads a body by its schema and the table of its fields. Throws InvalidRequest. */
export async function readBody<T extends Record<string, unknown>>(
  request: Request,
  schema: z.ZodType<T>,
  fields: FieldTable,
): Promise<T> {
  const { value, fault } = await readJson(request, schema);
  if (fault !== undefined) throw new InvalidRequest(fault);
  checkFields(value, fields);
  return value;
}
