import { directives } from "@/lib/read-api/directives";
import { serve } from "../../../serve";

export const GET = serve(directives);
