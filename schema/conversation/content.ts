import type { Content as ContentShape } from "../../protocol/conversation/content.ts";
import { builder } from "../builder.ts";

type Part<K extends ContentShape["type"]> = Extract<ContentShape, { type: K }>;

const TextContent = builder.objectRef<Part<"text">>("TextContent").implement({
  description: "Text.",
  fields: (t) => ({ text: t.exposeString("text", { description: "Markdown." }) }),
});

const ThinkingContent = builder.objectRef<Part<"thinking">>("ThinkingContent").implement({
  description: "What the model thought aloud.",
  fields: (t) => ({ text: t.exposeString("text", { description: "Plain text." }) }),
});

const CitationContent = builder.objectRef<Part<"citation">>("CitationContent").implement({
  description: "A source for the text before it.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Title." }),
    url: t.exposeString("url", { description: "Address.", nullable: true }),
  }),
});

/** An image or a document. */
export const MediaContent = builder.objectRef<Part<"media">>("MediaContent").implement({
  description: "An image or a document.",
  fields: (t) => ({
    title: t.exposeString("title", { description: "Name." }),
    url: t.string({
      description:
        "Address; that of a file which a tool made is a path at this server, and ends after a while: read it again.",
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

/** A part of a message to be sent. */
export const ContentInput = builder.inputType("ContentInput", {
  description: "A part of a message: exactly one of these. More kinds will come.",
  isOneOf: true,
  fields: (t) => ({
    text: t.string({ description: "Markdown." }),
    imageUrl: t.string({ description: "https address of an image; the provider fetches it." }),
    documentUrl: t.string({
      description: "https address of a document; the provider fetches it.",
    }),
  }),
});
