import type { Content as ContentShape } from "../../protocol/conversation/content.ts";
import { builder } from "../builder.ts";
import { textCost } from "../text-cost.ts";

type Part<K extends ContentShape["type"]> = Extract<ContentShape, { type: K }>;

const TextContent = builder.objectRef<Part<"text">>("TextContent").implement({
  description: "Text.",
  fields: (t) => ({
    text: t.exposeString("text", {
      complexity: textCost,
      // A selection can contain this field and that of ThinkingContent only if both can be null.
      nullable: true,
      description: "Markdown. Never null.",
    }),
  }),
});

const ThinkingContent = builder.objectRef<Part<"thinking">>("ThinkingContent").implement({
  description: "Reasoning of the model.",
  fields: (t) => ({
    text: t.exposeString("text", {
      complexity: textCost,
      authScopes: { detailOf: "conversation" },
      nullable: true,
      description: "Plain text. Null without the scope `conversations:read:detail`.",
    }),
  }),
});

const CitationContent = builder.objectRef<Part<"citation">>("CitationContent").implement({
  description: "A source of the text before it.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Title of the source." }),
    url: t.exposeString("url", {
      description: "Address of the source; null when it has none.",
      nullable: true,
    }),
  }),
});

/** An image, a document or another file. */
export const MediaContent = builder.objectRef<Part<"media">>("MediaContent").implement({
  description: "An image, a document or another file.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Name of the file." }),
    url: t.string({
      description:
        "Address; null when there is none. The address of a file that a tool made is a signed path on this server that expires: read the field again.",
      nullable: true,
      resolve: ({ url, file }, _, { fileLink }) => file === undefined ? url : fileLink(file),
    }),
  }),
});

const typeNames: Record<ContentShape["type"], string> = {
  text: "TextContent",
  thinking: "ThinkingContent",
  citation: "CitationContent",
  media: "MediaContent",
};

/** A part of a message. */
export const Content = builder.unionType("Content", {
  description: "A part of a message.",
  types: [TextContent, ThinkingContent, CitationContent, MediaContent],
  resolveType: (part) => typeNames[part.type],
});

/** A part of a message to send. */
export const ContentInput = builder.inputType("ContentInput", {
  description: "A part of a message: exactly one of these fields. Fields may be added.",
  isOneOf: true,
  fields: (t) => ({
    text: t.string({ description: "Markdown." }),
    imageUrl: t.string({
      description:
        "Public https address of an image, which the provider fetches; at most 2,000 characters.",
    }),
    documentUrl: t.string({
      description:
        "Public https address of a document, which the provider fetches; at most 2,000 characters.",
    }),
  }),
});
