import { z } from "zod";
import { contentSchema } from "./content.ts";
import { responseFields } from "./field-tables.ts";
import { readBody } from "./read-body.ts";

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
export const readResponseBody = (request: Request): Promise<ResponseBody> =>
  readBody(request, schema, responseFields);
