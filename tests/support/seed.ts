import { disconnect } from "../../lib/platform/db";
import { seed } from "../../prisma/seed";

// Fills the database of DATABASE_URL; run by templates.ts as a process.
await seed({ demonstration: process.env.DEMONSTRATION === "on", onProgress: () => undefined });
await disconnect();
