import { asObject, type Prompt } from "../types.ts";

/** A role that the model plays by rules of its own. */
export type Role = "planner" | "search" | "prices" | "financials" | "risk" | "writer" | "verifier";

/** How the instructions of each role begin, and what its answers hold. */
const roles: Record<Role, { says: string; holds: string[] }> = {
  planner: { says: "You are the planner of", holds: ["summary", "searches"] },
  search: { says: "You are a searcher of", holds: [] },
  prices: { says: "You are the price analyst of", holds: ["summary", "metrics"] },
  financials: { says: "You are the fundamentals analyst of", holds: ["summary", "metrics"] },
  risk: { says: "You are the risk analyst of", holds: ["summary", "metrics"] },
  writer: { says: "You are the writer of", holds: ["title", "sections", "sources"] },
  verifier: { says: "You are the verifier of", holds: ["passed", "issues"] },
};

/** The role that instructions and schema ask for; none for any other. */
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
