import { auditFilterIssues } from "../../protocol/audit/records.ts";
import { builder } from "../builder.ts";
import { badInput } from "../errors.ts";
import { checkedPage, pageCost } from "../page/page-args.ts";
import { bothWaysArgs } from "../page/page-fields.ts";
import { AuditEventConnection } from "./audit-event.ts";

builder.queryField("auditEvents", (t) =>
  t.field({
    authScopes: { can: "audit:read" },
    nullable: true,
    type: AuditEventConnection,
    description:
      "Acts of the caller's tenant, the newest first. Null without the scope `audit:read`. Refused sign-ins without a tenant are " +
      "in the deployment's chain, which only the command `audit` on the server's machine reads.",
    args: {
      from: t.arg({ type: "DateTime", description: "Only acts since this time; null: all." }),
      to: t.arg({ type: "DateTime", description: "Only acts before this time; null: all." }),
      actor: t.arg.string({ description: "Only acts of the actor with this name; null: all." }),
      action: t.arg.string({
        description: "Only acts of this kind; null: all. `AuditEvent.action` lists them.",
      }),
      resource: t.arg.string({
        description: "Only acts on the object with this id or name; null: all.",
      }),
      ...bothWaysArgs(t.arg),
    },
    complexity: pageCost,
    resolve: async (_, { from, to, actor, action, resource, ...page }, { reads }) => {
      const filter = {
        ...{ from: from ?? null, to: to ?? null, actor: actor ?? null },
        ...{ action: action ?? null, resource: resource ?? null },
      };
      const issues = auditFilterIssues(filter);
      if (issues.length > 0) throw badInput(issues);
      return await reads.auditEvents(filter, checkedPage(page));
    },
  }));
