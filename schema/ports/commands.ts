import type {
  ArchiveAgent,
  ChangedAgent,
  ReconcileAgents,
  ReconciledAgents,
  RegisterAgent,
  RegisteredAgent,
  SetAgentAlias,
} from "../../protocol/agent/commands.ts";
import type { Share, Shared, Unshare } from "../../protocol/access/share.ts";
import type { CreateStreamTicket, NewStreamTicket } from "../../protocol/auth/stream-ticket.ts";
import type { DecideApproval, DecidedApproval } from "../../protocol/approval/commands.ts";
import type {
  CancelledTurn,
  CancelTurn,
  CloseConversation,
  ClosedConversation,
  ForkConversation,
  SendMessage,
  SentMessage,
  StartConversation,
  StartedConversation,
  UpdateConversation,
  UpdatedConversation,
} from "../../protocol/conversation/commands.ts";
import type {
  CreateApiKey,
  NewApiKey,
  RevokeAccess,
  RevokeApiKey,
  RevokedAccess,
  RevokedApiKey,
  RotateApiKey,
} from "../../protocol/key/commands.ts";
import type {
  CancelledResearch,
  CancelResearch,
  ForkResearch,
  StartedResearch,
  StartResearch,
} from "../../protocol/research/commands.ts";
import type {
  CreateSessionToken,
  NewSessionToken,
  RevokedSession,
  RevokeSessionToken,
} from "../../protocol/auth/session-commands.ts";
import type {
  BackfilledSchedule,
  BackfillSchedule,
  ChangedSchedule,
  CreateSchedule,
  PauseSchedule,
  ResumeSchedule,
  TriggeredSchedule,
  TriggerSchedule,
  UpdateSchedule,
} from "../../protocol/schedule/commands.ts";
import type { SetQuota, SetTenantQuota } from "../../protocol/quota/commands.ts";
import type {
  ChangedWebhook,
  CreateWebhook,
  NewWebhookSecret,
  OnWebhook,
  PauseWebhook,
  Redeliver,
  Redelivered,
  RotateWebhookSecret,
  TestedWebhook,
  UpdateWebhook,
} from "../../protocol/webhook/commands.ts";
import type { UserError, ValidationIssue } from "../../protocol/user-error.ts";

/** Result of a command, or the reason why it was refused and changed nothing. */
export type Outcome<T> = T | UserError;

/** Commands. Each is durable when its promise resolves. */
export interface Commands {
  /** A refusal lists `issues`, which the schema found in the input, together with those of the store. */
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
  updateConversation(command: UpdateConversation): Promise<Outcome<UpdatedConversation>>;
  startResearch(command: StartResearch): Promise<Outcome<StartedResearch>>;
  cancelResearch(command: CancelResearch): Promise<Outcome<CancelledResearch>>;
  setTenantQuota(command: SetTenantQuota): Promise<Outcome<SetQuota>>;
  forkResearch(command: ForkResearch): Promise<Outcome<StartedResearch>>;
  createStreamTicket(command: CreateStreamTicket): Promise<Outcome<NewStreamTicket>>;
  createApiKey(command: CreateApiKey): Promise<Outcome<NewApiKey>>;
  rotateApiKey(command: RotateApiKey): Promise<Outcome<NewApiKey>>;
  revokeApiKey(command: RevokeApiKey): Promise<Outcome<RevokedApiKey>>;
  revokeAccess(command: RevokeAccess): Promise<Outcome<RevokedAccess>>;
  shareConversation(command: Share): Promise<Outcome<Shared>>;
  unshareConversation(command: Unshare): Promise<Outcome<Shared>>;
  shareResearch(command: Share): Promise<Outcome<Shared>>;
  unshareResearch(command: Unshare): Promise<Outcome<Shared>>;
  createWebhook(command: CreateWebhook): Promise<Outcome<NewWebhookSecret>>;
  updateWebhook(command: UpdateWebhook): Promise<Outcome<ChangedWebhook>>;
  pauseWebhook(command: PauseWebhook): Promise<Outcome<ChangedWebhook>>;
  resumeWebhook(command: OnWebhook): Promise<Outcome<ChangedWebhook>>;
  deleteWebhook(command: OnWebhook): Promise<Outcome<ChangedWebhook>>;
  rotateWebhookSecret(command: RotateWebhookSecret): Promise<Outcome<NewWebhookSecret>>;
  testWebhook(command: OnWebhook): Promise<Outcome<TestedWebhook>>;
  redeliver(command: Redeliver): Promise<Outcome<Redelivered>>;
  createSchedule(command: CreateSchedule): Promise<Outcome<ChangedSchedule>>;
  updateSchedule(command: UpdateSchedule): Promise<Outcome<ChangedSchedule>>;
  pauseSchedule(command: PauseSchedule): Promise<Outcome<ChangedSchedule>>;
  resumeSchedule(command: ResumeSchedule): Promise<Outcome<ChangedSchedule>>;
  triggerSchedule(command: TriggerSchedule): Promise<Outcome<TriggeredSchedule>>;
  backfillSchedule(command: BackfillSchedule): Promise<Outcome<BackfilledSchedule>>;
  deleteSchedule(command: ResumeSchedule): Promise<Outcome<ChangedSchedule>>;
  createSessionToken(command: CreateSessionToken): Promise<Outcome<NewSessionToken>>;
  revokeSessionToken(command: RevokeSessionToken): Promise<Outcome<RevokedSession>>;
}
