import "server-only";
import { getActorByApiToken } from "../accounts/queries";
import { systemNow } from "../platform/clock";
import type { Actor } from "../policy";
import { findActor } from "./actor";
import { addressOf } from "./auth";

/** Who asks the read API: a bearer token when one is given, otherwise the signed-in person. */
export async function findApiActor(request: Request): Promise<Actor | null> {
  const authorization = request.headers.get("authorization");
  if (authorization === null) return findActor();
  const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
  if (!token) return null;
  return getActorByApiToken(
    token,
    addressOf((name) => request.headers.get(name)),
    systemNow(),
  );
}
