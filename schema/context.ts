import type {
  ArchiveAgent,
  CancelledTurn,
  CancelTurn,
  ChangedAgent,
  CloseConversation,
  ClosedConversation,
  DecideApproval,
  DecidedApproval,
  ForkConversation,
  ReconcileAgents,
  ReconciledAgents,
  RegisterAgent,
  RegisteredAgent,
  SendMessage,
  SentMessage,
  SetAgentAlias,
  StartConversation,
  StartedConversation,
  VersionSelector,
} from "../protocol/commands.ts";
import type {
  CancelledResearch,
  CancelResearch,
  ForkResearch,
  StartedResearch,
  StartResearch,
} from "../protocol/research/commands.ts";
import type { Verdict } from "../protocol/approval/approval.ts";
import type { DraftDelta, DurableEvent } from "../protocol/log/event.ts";
import type {
  AgentAliasRecord,
  AgentRecord,
  AgentVersionRecord,
  ApprovalInbox,
  ApprovalRecord,
  ConversationFilter,
  ConversationRecord,
  EntryRecord,
  McpServerRecord,
  MessageRecord,
  Page,
  PageArgs,
  PromptText,
  ResearchPhaseRecord,
  ResearchRunRecord,
  StepRecord,
  TurnRecord,
  UsageRecord,
} from "../protocol/records.ts";
import type { Status } from "../protocol/status.ts";
import type { UsageQuestion, UsageSumRecord } from "../protocol/budget/usage.ts";
import type { UserError, ValidationIssue } from "../protocol/user-error.ts";

/** What every resolver is given. One per operation; a subscription keeps its own for all its events. */
export interface GraphQLContext {
  reads: Reads;
  commands: Commands;
  log: EventLog;
  /** Asks the workflow; null when none runs or none answered in time. Never throws. */
  live: (conversationId: string) => Promise<WorkflowLive | null>;
  /** The same of a research run's workflow. */
  liveResearch: (researchId: string) => Promise<WorkflowLive | null>;
  /** The report that a phase wrote, as files to fetch. */
  reportFiles: (phaseId: string) => ReportFile[];
  server: DeploymentInfo;
  /** The link to a file that a tool made; good for a while. */
  fileLink: (id: string) => string;
  /** Where a trace is looked at; null where the deployment does not say. */
  traceUrl: (traceId: string) => string | null;
  /** `Last-Event-ID` of an EventSource that comes back; wins over `after`. */
  lastEventId: string | null;
  /** Told the cursor of each event that a subscription is about to answer with. */
  onEvent?: (cursor: string) => void;
  /** Told when a subscription begins behind the last event of its stream, so that nothing will come. */
  onAlreadyEnded?: () => void;
}

/** Reads one thing by id. Calls of one tick are answered by one query. Missing or another tenant's: null. */
export type Load<T> = (id: string) => Promise<T>;

/** Reads, all within the caller's tenant. */
export interface Reads {
  agent: Load<AgentRecord | null>;
  agentByName: Load<AgentRecord | null>;
  agents(filter: { archived: boolean }, args: PageArgs): Promise<Page<AgentRecord>>;
  aliasesOfAgent: Load<AgentAliasRecord[]>;
  agentVersion: Load<AgentVersionRecord | null>;
  /** Without a selector: the latest. */
  agentVersionAt(agentId: string, at: VersionSelector | null): Promise<AgentVersionRecord | null>;
  agentVersions(agentId: string, args: PageArgs): Promise<Page<AgentVersionRecord>>;
  conversation: Load<ConversationRecord | null>;
  conversations(filter: ConversationFilter, args: PageArgs): Promise<Page<ConversationRecord>>;
  usageOfConversation: Load<UsageRecord>;
  turn: Load<TurnRecord | null>;
  turns(conversationId: string, args: PageArgs): Promise<Page<TurnRecord>>;
  /** The turn that runs or waits in the conversation with this id. */
  currentTurn: Load<TurnRecord | null>;
  messagesOfTurn: Load<MessageRecord[]>;
  replyOfTurn: Load<MessageRecord | null>;
  stepsOfTurn: Load<StepRecord[]>;
  usageOfTurn: Load<UsageRecord>;
  entry: Load<EntryRecord | null>;
  entries(conversationId: string, args: PageArgs): Promise<Page<EntryRecord>>;
  step: Load<StepRecord | null>;
  approval: Load<ApprovalRecord | null>;
  /** The approval of the tool call with this id. */
  approvalOfCall: Load<ApprovalRecord | null>;
  approvals(verdict: Verdict | null, args: PageArgs): Promise<ApprovalInbox>;
  researchRun: Load<ResearchRunRecord | null>;
  /** Newest first; those in this status, null keeps all. */
  researchRuns(status: Status | null, args: PageArgs): Promise<Page<ResearchRunRecord>>;
  researchPhase: Load<ResearchPhaseRecord | null>;
  /** All phases of the run with this id, in order. */
  phasesOfRun: Load<ResearchPhaseRecord[]>;
  usageOfRun: Load<UsageRecord>;
  /** What the tenant's calls used; one row more than `limits.usageRows` where there are more. */
  usage(question: UsageQuestion): Promise<{ tenant: string; rows: UsageSumRecord[] }>;
  mcpServer: Load<McpServerRecord | null>;
  mcpServers(): Promise<McpServerRecord[]>;
  /** What the prompt with this source, as JSON, last gave; null where it was never fetched. */
  promptText: Load<PromptText | null>;
}

/** Either what a command did, or why it did nothing. */
export type Outcome<T> = T | UserError;

/** Writes. Durable when they answer. */
export interface Commands {
  /** `issues`: what is wrong with the input's shape, told together with all else that is wrong. */
  registerAgent(
    command: RegisterAgent,
    issues: ValidationIssue[],
  ): Promise<Outcome<RegisteredAgent>>;
  setAgentAlias(command: SetAgentAlias): Promise<Outcome<ChangedAgent>>;
  archiveAgent(command: ArchiveAgent): Promise<Outcome<ChangedAgent>>;
  reconcileAgents(command: ReconcileAgents): Promise<Outcome<ReconciledAgents>>;
  startConversation(command: StartConversation): Promise<Outcome<StartedConversation>>;
  sendMessage(command: SendMessage): Promise<Outcome<SentMessage>>;
  cancelTurn(command: CancelTurn): Promise<Outcome<CancelledTurn>>;
  decideApproval(command: DecideApproval): Promise<Outcome<DecidedApproval>>;
  forkConversation(command: ForkConversation): Promise<Outcome<StartedConversation>>;
  closeConversation(command: CloseConversation): Promise<Outcome<ClosedConversation>>;
  startResearch(command: StartResearch): Promise<Outcome<StartedResearch>>;
  cancelResearch(command: CancelResearch): Promise<Outcome<CancelledResearch>>;
  forkResearch(command: ForkResearch): Promise<Outcome<StartedResearch>>;
}

/** One message of a stream. `T` narrows what it tells. */
export interface LogEvent<T = EventBody> {
  cursor: string;
  fromSeq: number;
  seq: number;
  at: Date;
  body: T;
}

/** More text of an entry being written; covers no number. */
export type TextDelta = { kind: "TextDelta"; delta: DraftDelta };
/** What an event tells. `kind` is the name of its GraphQL type. */
export type EventBody = DurableEvent["body"] | TextDelta;
/** The body of that kind. */
export type BodyOf<K extends EventBody["kind"]> = Extract<EventBody, { kind: K }>;

/** A page of a log. `after`: the cursor it was asked with, told again when the page is empty. */
export interface EventPage extends Page<LogEvent> {
  after: string | null;
}

/** The log of streams. Errors are GraphQL errors with code NOT_FOUND, BAD_CURSOR or CURSOR_EXPIRED. */
export interface EventLog {
  /** Id of the stream of the tenant's approvals. It never ends. */
  approvals: string;
  /** The cursor behind that fact. After a failover it has to be asked for anew. */
  cursor(streamId: string, seq: number): string;
  /** The same, to be good after a failover, too, if the fact is not lost; reads it. */
  durableCursor(streamId: string, seq: number): Promise<string>;
  /** Facts only. With `waitMs`, an empty page behind the end waits so long for something new. */
  page(streamId: string, args: PageArgs, waitMs: number | null): Promise<EventPage>;
  /** The facts behind `after`, then what is being written, then live, until the stream's last event. */
  subscribe(
    streamId: string,
    options: { after: string | null; deltas: boolean; onAlreadyEnded?: (() => void) | undefined },
  ): Promise<AsyncIterableIterator<LogEvent>>;
}

/** What a workflow said of itself. */
export interface WorkflowLive {
  at: Date;
  runId: string | null;
  advancing: boolean;
  toolCalls: string[];
  wakesAt: Date | null;
}

/** A file to fetch by whoever has the address, until it expires. */
export interface ReportFile {
  /** Media type. */
  type: string;
  url: string;
  expiresAt: Date;
}

/** What the deployment is. */
export interface DeploymentInfo {
  version: string;
  /** True: answers come from the emulator. */
  emulated: boolean;
  sampleMarketData: boolean;
  /** Facts of the log are kept for so long. */
  retentionDays: number;
}
