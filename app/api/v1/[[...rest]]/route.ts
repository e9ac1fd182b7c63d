import { OPENAPI_PATH } from "@/lib/read-api/openapi";
import { NO_SUCH_ADDRESS, PROBLEM_TYPE, problemOf } from "@/lib/read-api/rules";

/** Whatever no other route of the read API answers: a problem as they state it, not a page. */
export function GET(): Response {
  return new Response(problemOf(404, `${NO_SUCH_ADDRESS}${OPENAPI_PATH}。`), {
    status: 404,
    headers: { "content-type": PROBLEM_TYPE },
  });
}
