import type { Scope } from "../../../protocol/auth/scopes.ts";
import type { SearchKind } from "../../document-types.generated.ts";

/** A kind of texts that can be searched. */
export interface KindOfText {
  /** In the address. */
  readonly name: string;
  readonly kind: SearchKind;
  readonly title: string;
  readonly scopes: readonly Scope[];
}

/** The kinds, in the order of the page. */
export const kindsOfText: readonly KindOfText[] = [
  { name: "messages", kind: "MESSAGE", title: "Messages", scopes: ["conversations:read"] },
  {
    name: "tool-calls",
    kind: "TOOL_CALL",
    title: "Tool calls",
    scopes: ["conversations:read", "conversations:read:detail"],
  },
  { name: "reports", kind: "REPORT", title: "Reports", scopes: ["research:read"] },
];
