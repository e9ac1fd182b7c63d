import { shanghaiTime } from "../dates";
import { sendDelivery } from "../deliveries/sending";
import { keepFollowing } from "../demonstration/removal";
import { makeDigests } from "../digests/commands";
import { DIGEST_TIME } from "../digests/rules";
import { businessNow, demonstrationDate, systemNow } from "../platform/clock";
import { disconnect } from "../platform/db";
import { env } from "../platform/env";
import { releaseDeadJobs, runJobs } from "../platform/job-runner";
import { log } from "../platform/log";
import { runUpkeep } from "../upkeep/commands";
import { UPKEEP_CRON, UPKEEP_LATE } from "../upkeep/rules";

// What runs behind the portal, in a process of its own: jobs, and the clock that makes the day's
// digests. Started by background.ts; ends when its parent says so.

const TICK = 10 * 60_000;
const databaseUrl = env().DATABASE_URL ?? "";

/** Ticks of several instances do no harm: the day is claimed in the database. */
async function tick() {
  try {
    await releaseDeadJobs(databaseUrl);
    // A demonstration's day never comes to its morning again, so its digests are made at once.
    if (demonstrationDate() === null && shanghaiTime(businessNow()) < DIGEST_TIME) return;
    const made = await makeDigests(businessNow());
    if (made !== null) log().info({ digests: made }, "digests made");
  } catch (error) {
    log().error({ err: error }, "the clock's tick failed and comes again");
  }
}

// The web process takes demonstration data away; this one has to know what day it is then.
await keepFollowing();

const runner = await runJobs(
  databaseUrl,
  {
    deliver: ({ deliveryId }) => sendDelivery(deliveryId, systemNow()),
    upkeep: () => runUpkeep(businessNow(), systemNow()),
  },
  { clocks: [{ task: "upkeep", match: UPKEEP_CRON, late: UPKEEP_LATE }] },
);
// Without its runner this process is of no use: the one that started it starts another.
let stopping = false;
void runner.ended.then(() => {
  if (!stopping) process.exit(1);
});
const clock = setInterval(() => void tick(), TICK);
const first = tick();

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, async () => {
    stopping = true;
    // Whatever does not end in time is given back by the next tick of whoever runs.
    setTimeout(() => process.exit(0), 4_000).unref();
    clearInterval(clock);
    await Promise.allSettled([runner.stop(), first]);
    await disconnect();
    process.exit(0);
  });
}
