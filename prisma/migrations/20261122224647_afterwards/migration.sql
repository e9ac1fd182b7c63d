-- AlterEnum
ALTER TYPE "notification_kind" ADD VALUE 'PROBLEM';

-- AlterEnum
ALTER TYPE "verification_decision" ADD VALUE 'WITHDRAWN';

-- CreateTable
CREATE TABLE "problem_owners" (
    "id" SERIAL NOT NULL,
    "problem_id" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "named_by_id" INTEGER NOT NULL,
    "named_at" TIMESTAMPTZ(3) NOT NULL,
    "named_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "problem_owners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "completion_rechecks" (
    "id" SERIAL NOT NULL,
    "application_id" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "decision" "verification_decision" NOT NULL,
    "opinion" TEXT NOT NULL,
    "decided_by_id" INTEGER NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_on" DATE NOT NULL,
    "demonstration" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "completion_rechecks_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "problem_owners_problem_id_named_on_idx" ON "problem_owners"("problem_id", "named_on");

-- CreateIndex
CREATE UNIQUE INDEX "completion_rechecks_application_id_round_key" ON "completion_rechecks"("application_id", "round");

-- AddForeignKey
ALTER TABLE "problem_owners" ADD CONSTRAINT "problem_owners_problem_id_fkey" FOREIGN KEY ("problem_id") REFERENCES "problems"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "problem_owners" ADD CONSTRAINT "problem_owners_named_by_id_fkey" FOREIGN KEY ("named_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_rechecks" ADD CONSTRAINT "completion_rechecks_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "completion_applications"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "completion_rechecks" ADD CONSTRAINT "completion_rechecks_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
