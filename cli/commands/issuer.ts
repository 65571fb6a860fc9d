import { UsageError } from "../command/command.ts";
import { defineCommand } from "../command/define-command.ts";

const actions = ["serve", "token", "rotate"];
const listOf = (text: string | null) => text?.split(",").map((one) => one.trim()) ?? [];

/** `tramontane issuer`. */
export const issuer = defineCommand({
  name: "issuer",
  summary: "Runs an issuer of tokens for tests and demonstrations on this machine",
  words: "[serve | token | rotate]",
  maxWords: 1,
  options: {
    port: {
      type: "integer",
      example: "4100",
      min: 1,
      max: 65_535,
      default: 4_100,
      description: "serve: its port",
    },
    tenants: {
      type: "text",
      example: "acme,globex",
      default: "default,acme,globex",
      description: "serve: the tenants that its tokens may name",
    },
    tenant: { type: "text", example: "acme", description: "token: the tenant" },
    subject: { type: "text", example: "ada", description: "token: who it is for" },
    role: { type: "text", example: "member", description: "token: roles, separated by commas" },
    scope: {
      type: "text",
      example: "agents:read",
      description: "token: scopes, separated by commas",
    },
    group: { type: "text", example: "risk", description: "token: groups, separated by commas" },
    service: { type: "flag", description: "token: for a workload in place of a person" },
    ttl: {
      type: "text",
      example: "10m",
      default: "10m",
      description: "token: how long it is valid, as 90s, 10m or 8h",
    },
  },
  notes: "It binds 127.0.0.1 and refuses to run for an API at another address. `token` prints a " +
    "token alone. `rotate` makes a new key; tokens of the previous one stay valid. Keys are in " +
    "issuer.json of the state folder.",
  check: ({ values, words: [action = "serve"] }) => [
    ...(actions.includes(action) ? [] : [`${action} is unknown; use ${actions.join(", ")}`]),
    ...(action === "token" && !(values.tenant && values.subject)
      ? ["token needs --tenant and --subject"]
      : []),
  ],
  async run({ values, words: [action = "serve"] }) {
    const { printToken, rotate, serveIssuer } = await import("../issuer/run-issuer.ts");
    const { secondsOf } = await import("../issuer/token-request.ts");
    if (action === "rotate") return await rotate();
    if (action === "serve") return await serveIssuer(values.port, listOf(values.tenants));
    const ttl = secondsOf(values.ttl);
    if (ttl === null) throw new UsageError(`--ttl is ${values.ttl}; use a value such as 10m`);
    return await printToken({
      tenant: values.tenant ?? "",
      subject: values.subject ?? "",
      roles: listOf(values.role),
      scopes: listOf(values.scope),
      groups: listOf(values.group),
      service: values.service,
      ttl,
    });
  },
});
