import { z } from "zod";
import { InvalidRequest } from "../errors.ts";

/** A part of a message as our operations take it. */
export type ContentPart = { text: string } | { imageUrl: string } | { documentUrl: string };

const part = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  refusal: z.string().optional(),
  image_url: z.union([z.string(), z.looseObject({ url: z.string() })]).nullish(),
  file_url: z.string().nullish(),
});

/** The content of a message: a text, or parts. */
export const contentSchema = z.union([z.string(), z.array(part)]);
/** The content of a message. */
export type Content = z.infer<typeof contentSchema>;

const upload = "upload it to a public https address, and pass that address.";

/** Content as our operations take it. Throws InvalidRequest for parts that they do not have. */
export function contentParts(content: Content, param: string): ContentPart[] {
  if (typeof content === "string") return [{ text: content }];
  return content.map((one, i) => contentPart(one, `${param}[${i}]`));
}

function contentPart(one: z.infer<typeof part>, param: string): ContentPart {
  if (one.type.endsWith("text") && one.text !== undefined) return { text: one.text };
  if (one.type === "refusal") return { text: one.refusal ?? "" };
  const image = typeof one.image_url === "string" ? one.image_url : one.image_url?.url;
  if (one.type.includes("image") && image) return { imageUrl: httpsOf(image, param) };
  if (one.file_url) return { documentUrl: httpsOf(one.file_url, param) };
  throw new InvalidRequest(
    `A part of type '${one.type}' is not supported in this form: ${upload}`,
    param,
    "unsupported_parameter",
  );
}

function httpsOf(address: string, param: string): string {
  if (address.startsWith("https://")) return address;
  throw new InvalidRequest(`Data inside a request is not supported: ${upload}`, param);
}

/** The texts of a content, for a transcript. */
export const contentText = (content: Content, param: string): string =>
  contentParts(content, param).map((one) => Object.values(one)[0]).join("\n");
