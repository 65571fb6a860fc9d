import { asObject, type Prompt } from "../types.ts";

/** A role of the research team, with its own rules. */
export type Role = "planner" | "search" | "prices" | "financials" | "risk" | "writer" | "verifier";

/** The first words of each role's instructions, and the fields of its answers. */
const roles: Record<Role, { says: string; holds: string[] }> = {
  planner: { says: "You are the planner of", holds: ["summary", "searches"] },
  search: { says: "You are a searcher of", holds: [] },
  prices: { says: "You are the price analyst of", holds: ["summary", "metrics"] },
  financials: { says: "You are the fundamentals analyst of", holds: ["summary", "metrics"] },
  risk: { says: "You are the risk analyst of", holds: ["summary", "metrics"] },
  writer: { says: "You are the writer of", holds: ["title", "sections", "sources"] },
  verifier: { says: "You are the verifier of", holds: ["passed", "issues"] },
};

/** The role that fits instructions and schema; undefined if none does. */
export function roleOf({ instructions, schema }: Pick<Prompt, "instructions" | "schema">) {
  const fields = Object.keys(asObject(schema?.properties));
  const asked = (Object.keys(roles) as Role[]).find((role) => {
    const { says, holds } = roles[role];
    const prose = holds.length === 0;
    return instructions.startsWith(`${says} a financial research team`) &&
      (prose ? schema === undefined : holds.every((field) => fields.includes(field)));
  });
  return asked;
}
