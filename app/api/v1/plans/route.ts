import { plans } from "@/lib/read-api/plan";
import { serve } from "../serve";

export const GET = serve(plans);
