import type { TurnMessage, TurnPart } from "@tramontane/client/turn";
import type { UIMessageChunk } from "ai";

type Of<Type> = Extract<TurnPart, { type: Type }>;

/** The chunk of a text of a message: Markdown, or reasoning. */
export function textChunk(
  part: Of<"text-start"> | Of<"text-delta"> | Of<"text-end">,
): UIMessageChunk {
  const id = `${part.entryId}/${part.part}`;
  const isReasoning = part.kind === "THINKING";
  switch (part.type) {
    case "text-start":
      return { type: isReasoning ? "reasoning-start" : "text-start", id };
    case "text-delta":
      return { type: isReasoning ? "reasoning-delta" : "text-delta", id, delta: part.text };
    case "text-end":
      return { type: isReasoning ? "reasoning-end" : "text-end", id };
  }
}

/** The chunk of a citation or a file. `base`: address of the API, for links to files on it. */
export function sourceChunk(
  { type, entryId, part, title, url }: Extract<TurnPart, { type: "citation" | "media" }>,
  base: string | undefined,
): UIMessageChunk {
  const sourceId = `${entryId}/${part}`;
  if (url === null) {
    return { type: "source-document", sourceId, mediaType: mediaTypeOf(title), title };
  }
  // With a relative `base` the page has the API's origin, and reads the path as it is.
  const address = URL.canParse(url, base) ? new URL(url, base).href : url;
  if (type === "citation") return { type: "source-url", sourceId, url: address, title };
  return { type: "file", url: address, mediaType: mediaTypeOf(title) };
}

/** A user's message that was added to the running turn. */
export function steeringChunk({ id, idempotencyKey, content }: TurnMessage): UIMessageChunk {
  const parts = content.flatMap((one) =>
    one.__typename === "TextContent" && one.text !== null
      ? [{ type: "text" as const, text: one.text }]
      : []
  );
  return { type: "steering-message", id: idempotencyKey ?? id, parts };
}

const mediaTypes: Record<string, string> = {
  csv: "text/csv",
  gif: "image/gif",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  mp3: "audio/mpeg",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  wav: "audio/wav",
  webp: "image/webp",
};

/** Media type by the extension of a file's name, which is all that the API says of it. */
export function mediaTypeOf(name: string): string {
  const extension = name.split(".").at(-1)?.toLowerCase() ?? "";
  // A tool names its files: `constructor` is an extension like any other.
  const known = Object.hasOwn(mediaTypes, extension) ? mediaTypes[extension] : undefined;
  return known ?? "application/octet-stream";
}
