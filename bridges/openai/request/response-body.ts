import { z } from "zod";
import { readJson } from "../../json-body.ts";
import { InvalidRequest } from "../errors.ts";
import { contentSchema } from "./content.ts";
import { responseFields } from "./field-tables.ts";
import { checkFields } from "./fields.ts";

const item = z.looseObject({
  type: z.string().optional(),
  role: z.string().optional(),
  content: contentSchema.nullish(),
  approval_request_id: z.string().optional(),
  approve: z.boolean().optional(),
  reason: z.string().nullish(),
});

const schema = z.looseObject({
  model: z.string().nullish(),
  input: z.union([z.string(), z.array(item)]).nullish(),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  background: z.boolean().nullish(),
  previous_response_id: z.string().nullish(),
  conversation: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
});

/** The body of `POST /responses`. */
export type ResponseBody = z.infer<typeof schema>;
/** An item of its input. */
export type InputItem = z.infer<typeof item>;

/** Reads the body of `POST /responses`. Throws InvalidRequest. */
export async function readResponseBody(request: Request): Promise<ResponseBody> {
  const { value, fault } = await readJson(request, schema);
  if (fault !== undefined) throw new InvalidRequest(fault);
  checkFields(value, responseFields);
  return value;
}
