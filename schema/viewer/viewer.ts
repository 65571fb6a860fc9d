import { type Principal, type PrincipalKind } from "../../protocol/auth/principal.ts";
import { isScope, type Scope, scopes } from "../../protocol/auth/scopes.ts";
import { builder } from "../builder.ts";
import { enumValues } from "../enum-values.ts";
import { badInput } from "../errors.ts";

const PrincipalKindEnum = builder.enumType("PrincipalKind", {
  description: "Kind of a principal. Values may be added.",
  values: enumValues<PrincipalKind>({
    USER: "A person with a token of an issuer.",
    SERVICE: "A workload with an API key or a token of an issuer.",
    SESSION: "A browser with a session token, which is limited to one object.",
    LOCAL: "The user of this machine: the deployment needs no credentials.",
  }),
});

const Viewer = builder.objectRef<Principal>("Viewer").implement({
  description: "The principal that makes the request.",
  fields: (t) => ({
    subject: t.exposeString("subject", {
      description:
        "Subject of the credential, unique in the tenant; of an API key `key:` and its id.",
    }),
    tenant: t.exposeString("tenant", {
      description: "Tenant of the principal. It reads and writes nothing outside of it.",
    }),
    kind: t.expose("kind", { type: PrincipalKindEnum, description: "Kind of the principal." }),
    roles: t.stringList({
      description: "Names of its roles, which are bundles of scopes; empty for scopes alone.",
      resolve: ({ roles }) => [...roles],
    }),
    can: t.boolean({
      description:
        "True: it has all these scopes, whether from a role or on their own. Which objects a scope reaches is decided for each object.",
      args: {
        scopes: t.arg.stringList({
          description: `Scopes to ask for, such as \`approvals:decide\`; at most ${scopes.length}.`,
          required: true,
        }),
      },
      resolve: (_, { scopes }, { can }) => checkedScopes(scopes).every(can),
    }),
    expiresAt: t.expose("expiresAt", {
      type: "DateTime",
      description: "Time at which its credential expires; null: never.",
      nullable: true,
    }),
  }),
});

/** Throws BAD_USER_INPUT: a misspelled scope must not look like a missing one. */
function checkedScopes(given: readonly string[]): Scope[] {
  if (given.length > scopes.length) {
    throw badInput([{ path: ["scopes"], message: `Ask for at most ${scopes.length} scopes.` }]);
  }
  const message = `There is no such scope. The scopes are: ${scopes.join(", ")}.`;
  const issues = given.flatMap((one, i) =>
    isScope(one) ? [] : [{ path: ["scopes", `${i}`], message }]
  );
  if (issues.length > 0) throw badInput(issues);
  return given.filter(isScope);
}

builder.queryField("viewer", (t) =>
  t.field({
    authScopes: { everyone: true },
    type: Viewer,
    description: "The principal that makes the request, and what it may do.",
    resolve: (_, __, { principal }) => principal,
  }));
