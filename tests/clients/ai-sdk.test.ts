// `useChat`'s state machine over the transport of @tramontane/ai-sdk, on the shared stack, see ai-sdk/pages.ts.
import "./ai-sdk/reading.ts";
import "./ai-sdk/approvals.ts";
import "./ai-sdk/stopping.ts";
import "./ai-sdk/sending.ts";
