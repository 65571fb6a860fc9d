import type { InterfaceRef, ObjectRef } from "@pothos/core";
import type { Page } from "../../protocol/records.ts";
import { builder, type GraphTypes } from "../builder.ts";
import type { EventPage } from "../context.ts";

type Types = PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>;
type NodeRef<T> = ObjectRef<Types, T> | InterfaceRef<Types, T>;
type AnyPage = Page<unknown> & Partial<Pick<EventPage, "after">>;

const PageInfo = builder.objectRef<AnyPage>("PageInfo").implement({
  description: "Where a page lies.",
  fields: (t) => ({
    hasNextPage: t.exposeBoolean("hasNextPage", { description: "More behind it." }),
    hasPreviousPage: t.exposeBoolean("hasPreviousPage", { description: "More before it." }),
    startCursor: t.string({
      description: "Cursor of the first edge.",
      nullable: true,
      resolve: ({ items }) => items[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      description:
        "Cursor of the last edge; of an empty page of events, the `after` it was asked with.",
      nullable: true,
      resolve: ({ items, after }) => items.at(-1)?.cursor ?? after ?? null,
    }),
  }),
});

/** What a connection and its edge say of themselves. */
export interface PageDescriptions {
  /** Of the connection. */
  page: string;
  /** Of the edge. */
  edge: string;
  /** Of the edge's node. */
  node: string;
  cursor?: string;
  pageInfo?: string;
}

/** `<name>Connection` and `<name>Edge` over nodes of one type. */
export function connection<T>(name: string, type: NodeRef<T>, words: PageDescriptions) {
  const Edge = builder.objectRef<Page<T>["items"][number]>(`${name}Edge`).implement({
    description: words.edge,
    fields: (t) => ({
      cursor: t.exposeString("cursor", { description: words.cursor ?? "Its place." }),
      node: t.field({ type, description: words.node, resolve: (edge) => edge.node as never }),
    }),
  });
  const once = { field: 1, multiplier: 1 };
  return builder.objectRef<Page<T>>(`${name}Connection`).implement({
    description: words.page,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        description: "With cursors.",
        complexity: once,
        resolve: (page) => page.items,
      }),
      nodes: t.field({
        type: [type],
        description: "Without.",
        complexity: once,
        resolve: (page) => page.items.map((item) => item.node) as never,
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: words.pageInfo ?? "Where the page lies.",
        resolve: (page) => page,
      }),
    }),
  });
}
