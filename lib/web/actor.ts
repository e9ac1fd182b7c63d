import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { getActorBySession } from "../accounts/queries";
import { PATH_HEADER, paths, RESTING_COOKIE, WHOLE_PAGE_HEADER } from "../paths";
import { elsewhere } from "../plan-link";
import { systemNow } from "../platform/clock";
import type { Refusal } from "../platform/refusal";
import type { Actor } from "../policy";
import { addressOf, sessionCookie, unsealSession } from "./auth";
import { noteRefusal } from "./refusals";

/**
 * Who asks, read from the database once a request; null when nobody is signed in. Also somebody whose
 * password has to be changed first: for the page on which that is done, and for signing out.
 */
export const findAnyActor = cache(async (): Promise<Actor | null> => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const sessionId = await unsealSession(jar.get(sessionCookie().name)?.value);
  if (sessionId === null) return null;
  return getActorBySession(
    sessionId,
    addressOf((name) => head.get(name)),
    systemNow(),
    !jar.has(RESTING_COOKIE),
  );
});

/**
 * Who asks, for the page on which the password is changed: nobody who still has to enter the code of
 * a second factor.
 */
export async function findEnteredActor(): Promise<Actor | null> {
  const actor = await findAnyActor();
  return actor?.secondFactorDue === "ENTER" ? null : actor;
}

/** Who asks; nobody as long as the password or the second factor is not in order. */
export async function findActor(): Promise<Actor | null> {
  const actor = await findAnyActor();
  return actor?.passwordDue || actor?.secondFactorDue ? null : actor;
}

/** Who asks; whoever is not signed in goes to the sign-in page, and from there back here. */
export async function requireActor(): Promise<Actor> {
  const actor = await findAnyActor();
  if (actor?.secondFactorDue) redirect(paths.secondFactor());
  if (actor?.passwordDue) redirect(paths.password());
  const head = await headers();
  const path = head.get(PATH_HEADER);
  if (actor) {
    // A copied link is opened as a whole page; what is typed on an open one is never taken away.
    const way = head.get(WHOLE_PAGE_HEADER) === "1" ? elsewhere(path ?? "", actor.plan) : null;
    if (way !== null) redirect(way);
    return actor;
  }
  redirect(paths.signIn(path === null || path === paths.overview() ? undefined : path));
}

/** Answers a page's query; what is missing or out of scope becomes the same "not found" page. */
export async function answer<T>(query: Promise<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    if (!(error instanceof Error && error.name === "Refusal")) throw error;
    const actor = await findActor();
    if (actor) await noteRefusal(actor, error as Refusal);
    notFound();
  }
}
