import { openMessageStream } from "../../lib/notifications/live";
import { actorNamed } from "./people";

// An open page of the account named on the command line, in a process of its own: what it hears
// goes to standard output. Run by tests/notifications/plan-news.db.test.ts.
const actor = await actorNamed(process.argv[2] ?? "");
const { signal } = new AbortController();
const stream = openMessageStream({ ...actor, sessionId: actor.sessionId ?? "" }, signal);
for await (const chunk of stream) process.stdout.write(chunk);
