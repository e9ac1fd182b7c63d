import { answerAuth } from "@/lib/web/identity-sign-in";

export { answerAuth as GET, answerAuth as POST };
