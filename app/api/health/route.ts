import { getHealth } from "@/lib/platform/health";

export const dynamic = "force-dynamic";

/** 200 when the database answers and its structure is this version's, else 503 with the reason. */
export async function GET() {
  const health = await getHealth();
  return Response.json(health, { status: health.status === "ok" ? 200 : 503 });
}
