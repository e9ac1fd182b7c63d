import { MOST_FILE_MB, startImportInput, TOO_BIG } from "@/lib/imports/schema";
import { startImport } from "@/lib/imports/start";
import { paths } from "@/lib/paths";
import { businessNow } from "@/lib/platform/clock";
import { Refusal } from "@/lib/platform/refusal";
import { findActor } from "@/lib/web/actor";
import { refused, signInFirst } from "../evidence/refused";

/**
 * POST /api/imports: a notice as a file or as text, from the form of 导入通知. The page's script asks
 * for JSON; a browser without it is sent on, and told what was wrong by the page it comes back to.
 */
export async function POST(request: Request) {
  const scripted = request.headers.get("accept")?.includes("application/json") ?? false;
  const actor = await findActor();
  if (!actor) return scripted ? signInFirst() : seeOther(paths.signIn(paths.imports()));
  try {
    const { importId } = await startImport(actor, await inputOf(request), businessNow());
    const path = paths.import(importId);
    return scripted ? Response.json({ path }, { status: 201 }) : seeOther(path);
  } catch (error) {
    if (scripted || !(error instanceof Refusal)) return refused(error);
    const told = seeOther(paths.imports({ refused: 1 }));
    // The browser keeps what was filled in with the page before this one.
    const sentence = encodeURIComponent(`${error.message}${BACK}`);
    told.headers.set(
      "set-cookie",
      `import-refusal=${sentence}; Path=/imports; Max-Age=60; HttpOnly; SameSite=Lax`,
    );
    return told;
  }
}

const BACK = "填写的内容在上一页，按浏览器的“后退”接着改。";

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path } });
}

async function inputOf(request: Request) {
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  // Without its length a body might have no end.
  if (!(length <= (MOST_FILE_MB + 1) << 20))
    throw new Refusal("INVALID", TOO_BIG, { file: TOO_BIG });
  const form = await request.formData();
  const parsed = startImportInput.safeParse({
    text: form.get("text") ?? "",
    cityIds: form.getAll("cityIds"),
    newCities: form.get("newCities") ?? "",
  });
  if (!parsed.success) {
    const sentence = parsed.error.issues[0]?.message ?? "请检查填写的内容。";
    throw new Refusal("INVALID", sentence, { newCities: sentence });
  }
  const given = form.get("file");
  // A file field nobody filled in comes as an empty file without a name.
  const chosen = given instanceof File && given.name !== "" ? given : null;
  const file = chosen && { name: chosen.name, bytes: new Uint8Array(await chosen.arrayBuffer()) };
  return { ...parsed.data, file };
}
