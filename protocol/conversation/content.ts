/** A part of a message, as stored and as sent. */
export type Content =
  | { type: "text"; text: string }
  | { type: "thinking"; text: string }
  | { type: "citation"; title: string; url: string | null }
  | MediaPart;

/** An image or a document: at an external URL, or (`file`) created by a tool and kept in the store. */
export interface MediaPart {
  type: "media";
  media: "image" | "document";
  title: string;
  url: string | null;
  file?: string;
}

/** All text parts joined, as Markdown. */
export function textOf(content: readonly Content[]): string {
  return content.flatMap((c) => (c.type === "text" ? [c.text] : [])).join("");
}
