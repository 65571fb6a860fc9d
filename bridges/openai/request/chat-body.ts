import { z } from "zod";
import { contentSchema } from "./content.ts";
import { chatFields } from "./field-tables.ts";
import { readBody } from "./read-body.ts";

const message = z.looseObject({ role: z.string(), content: contentSchema.nullish() });

const schema = z.looseObject({
  model: z.string(),
  messages: z.array(message).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  conversation: z.string().nullish(),
});

/** The body of `POST /chat/completions`; `conversation` is our own field. */
export type ChatBody = z.infer<typeof schema>;

/** Reads the body of `POST /chat/completions`. Throws InvalidRequest. */
export const readChatBody = (request: Request): Promise<ChatBody> =>
  readBody(request, schema, chatFields);
