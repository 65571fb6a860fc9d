import { type Api, readUntil, type SeenEvent } from "./api.ts";
import { follow } from "../../clients/typescript/mod.ts";

const runFields = /* GraphQL */ `
  id status verified eventCursor question emulated sampleMarketData
  failure { code message } usage { modelCalls toolCalls tokens: outputTokens }
  forkedFrom { id kind }
  phases {
    id kind round name status text failure { code message }
    work { id status steps { __typename id status } }
    outcome {
      __typename
      ... on Plan { summary searches { query reason } }
      ... on Findings { summary sources { title url phase { id } } }
      ... on Analysis { summary metrics { name value toolCall { id } } }
      ... on Verification { passed issues { claim problem } }
    }
  }
  report {
    title summary sections { title text } metrics { name value unit period toolCall { id name } }
    sources { title url phase { id kind } } followUps series { symbol points { at } toolCall { id } }
  }
`;
const start = /* GraphQL */ `
  mutation StartResearch($input: StartResearchInput!) {
    startResearch(input: $input) {
      __typename
      ... on StartResearchPayload { replayed research { id } }
      ... on UserError { message }
    }
  }`;
const cancel = /* GraphQL */ `
  mutation CancelResearch($input: CancelResearchInput!) {
    cancelResearch(input: $input) {
      __typename
      ... on CancelResearchPayload { replayed research { id status } }
      ... on UserError { message }
    }
  }`;
const fork = /* GraphQL */ `
  mutation ForkResearch($input: ForkResearchInput!) {
    forkResearch(input: $input) {
      __typename
      ... on ForkResearchPayload { replayed research { id } }
      ... on UserError { message }
    }
  }`;
const events = /* GraphQL */ `
  subscription ResearchEvents($id: ID!, $after: String) {
    event: researchEvents(id: $id, after: $after) {
      __typename
      ... on Event { cursor fromSeq seq at }
      ... on PhaseChanged { phaseId status phase { id kind name round text } }
      ... on TextDelta { nodeId part kind offset text }
      ... on ResearchEnded { status }
    }
  }`;

/** An event of a run as these documents select it. */
export interface RunEvent extends SeenEvent {
  phaseId?: string;
  phase?: { id: string; kind: string; name: string; round: number; text: string } | null;
  part?: number;
}

/** A phase of `Run`. */
export interface RunPhase {
  id: string;
  kind: string;
  round: number;
  name: string;
  status: string;
  text: string;
  failure: { code: string; message: string } | null;
  work: { id: string; status: string } | null;
  outcome: {
    __typename: string;
    searches?: { query: string; reason: string }[];
    metrics?: { toolCall: { id: string } | null }[];
    sources?: { url: string | null; phase: { id: string } | null }[];
    passed?: boolean;
    issues?: { claim: string; problem: string }[];
  } | null;
}

/** What is read of a run. */
export interface Run {
  id: string;
  status: string;
  verified: boolean;
  eventCursor: string;
  failure: { code: string; message: string } | null;
  usage: { modelCalls: number; toolCalls: number };
  forkedFrom: { id: string; kind: string } | null;
  phases: RunPhase[];
  report: {
    title: string;
    summary: string;
    sections: { title: string; text: string }[];
    metrics: { name: string; value: string; toolCall: { id: string; name: string } | null }[];
    sources: { url: string | null; phase: { id: string; kind: string } | null }[];
    followUps: string[];
    series: { symbol: string; points: unknown[]; toolCall: { id: string } }[];
  } | null;
}

/** Research as a test speaks of it: through the shipped client only. */
export class Research {
  readonly api: Api;

  constructor(api: Api) {
    this.api = api;
  }

  /** Starts a run about two symbols with two searches; its id. */
  async start(question: string, over: object = {}): Promise<string> {
    const input = { question, symbols: ["NVDA", "AMD"], searches: 2, ...over };
    type Started = { research: { id: string } };
    return (await this.api.mutate<Started>(start, input)).research.id;
  }

  /** Stops a run. */
  async cancel(researchId: string): Promise<void> {
    await this.api.mutate(cancel, { researchId, reason: "A test." });
  }

  /** Starts a run that keeps what came before this phase; its id. */
  async fork(phaseId: string): Promise<string> {
    type Forked = { research: { id: string } };
    return (await this.api.mutate<Forked>(fork, { phaseId })).research.id;
  }

  /** A run with its phases and report. */
  async read(id: string): Promise<Run> {
    const query = `query Run($id: ID!) { researchRun(id: $id) { ${runFields} } }`;
    return (await this.api.run<{ researchRun: Run }>(query, { id })).researchRun;
  }

  /** Its events, from `after`. */
  follow(id: string, after?: string): AsyncIterableIterator<RunEvent> {
    const retry = { firstMs: 50, maxMs: 500 };
    const options = { query: events, variables: { id }, after };
    return follow({ url: this.api.url, retry }, options) as AsyncIterableIterator<RunEvent>;
  }

  /** All its events until it ends; `seen` is called with each. */
  async events(id: string, seen: (e: RunEvent) => void = () => undefined, after?: string) {
    const last = (e: SeenEvent) => {
      seen(e as RunEvent);
      return e.__typename === "ResearchEnded";
    };
    return await readUntil(this.follow(id, after), last, 120_000) as RunEvent[];
  }

  /** Runs one to its end. */
  async whole(question: string, over: object = {}): Promise<Run & { events: RunEvent[] }> {
    const id = await this.start(question, over);
    const events = await this.events(id);
    return { ...await this.read(id), events };
  }
}
