import type { InterfaceRef, ObjectRef } from "@pothos/core";
import type { Page } from "../../protocol/paging.ts";
import { builder, type GraphTypes } from "../builder.ts";
import type { EventPage } from "../ports/event-log.ts";

type Types = PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>;
type NodeRef<T> = ObjectRef<Types, T> | InterfaceRef<Types, T>;
type AnyPage = Page<unknown> & Partial<Pick<EventPage, "after" | "before">>;

const PageInfo = builder.objectRef<AnyPage>("PageInfo").implement({
  description: "Position of a page in its list.",
  fields: (t) => ({
    hasNextPage: t.exposeBoolean("hasNextPage", {
      description: "True: there are nodes after the page.",
    }),
    hasPreviousPage: t.exposeBoolean("hasPreviousPage", {
      description: "True: there are nodes before the page.",
    }),
    startCursor: t.string({
      description:
        "Cursor of the first edge; null for an empty page, except one of a feed, which says how far back was looked.",
      nullable: true,
      resolve: ({ items, before }) => items[0]?.cursor ?? before ?? null,
    }),
    endCursor: t.string({
      description:
        "Cursor of the last edge. Of an empty page: in a list of events the requested `after`, of a feed how far was looked; else null.",
      nullable: true,
      resolve: ({ items, after }) => items.at(-1)?.cursor ?? after ?? null,
    }),
  }),
});

/** Defines `<name>Connection` and `<name>Edge` for nodes of one type, named `nodes` in descriptions. */
export function connection<T>(
  name: string,
  type: NodeRef<T>,
  nodes: string,
  descriptions: { node?: string; cursor?: string; pageInfo?: string } = {},
) {
  const Edge = builder.objectRef<Page<T>["items"][number]>(`${name}Edge`).implement({
    description: `An edge of a page of ${nodes}.`,
    fields: (t) => ({
      cursor: t.exposeString("cursor", {
        description: descriptions.cursor ?? "Cursor of the edge.",
      }),
      node: t.field({
        type,
        description: descriptions.node ?? "The node.",
        resolve: (edge) => edge.node as never,
      }),
    }),
  });
  const once = { field: 1, multiplier: 1 };
  return builder.objectRef<Page<T>>(`${name}Connection`).implement({
    description: `A page of ${nodes}.`,
    fields: (t) => ({
      edges: t.field({
        type: [Edge],
        description: "The nodes with their cursors.",
        complexity: once,
        resolve: (page) => page.items,
      }),
      nodes: t.field({
        type: [type],
        description: "The nodes without their cursors.",
        complexity: once,
        resolve: (page) => page.items.map((item) => item.node) as never,
      }),
      pageInfo: t.field({
        type: PageInfo,
        description: descriptions.pageInfo ?? "Position of the page.",
        resolve: (page) => page,
      }),
    }),
  });
}
