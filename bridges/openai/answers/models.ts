import type { BridgeCall } from "../../bridge.ts";
import { openAiAgent, openAiAgents } from "../openai.generated.ts";
import { parseModel } from "../turn/model.ts";
import { noModel } from "../turn/start-turn.ts";
import { unixTime } from "../turn/started-turn.ts";

/** The list has no pages for its clients, and must end: agents beyond these are found by name only. */
const most = { pages: 8, perPage: 125 };

/** `GET /models`: the agents that are in use, by name. */
export async function listModels({ operations }: BridgeCall): Promise<Response> {
  const data: object[] = [];
  let after: string | null = null;
  for (let page = 0; page < most.pages; page++) {
    const variables: { after: string | null; first: number } = { after, first: most.perPage };
    const { agents } = await operations.request(openAiAgents, variables);
    data.push(...(agents?.nodes ?? []).map((agent) => model(agent.name, agent.createdAt)));
    if (!agents?.pageInfo.hasNextPage) break;
    after = agents.pageInfo.endCursor;
  }
  return Response.json({ object: "list", data });
}

/** `GET /models/<id>`: an agent, or one of its versions. */
export async function readModel({ operations }: BridgeCall, id: string): Promise<Response> {
  const { agent: name, version: at } = parseModel(id);
  const { agent } = await operations.request(openAiAgent, { name, at });
  if (!agent?.version) throw noModel(id);
  return Response.json(model(id, agent.version.createdAt));
}

const model = (id: string, createdAt: string) => ({
  ...{ id, object: "model", created: unixTime(createdAt), owned_by: "tramontane" },
});
