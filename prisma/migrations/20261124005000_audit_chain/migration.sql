-- CreateTable
CREATE TABLE "audit_chain" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "chain_id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "start_sequence" INTEGER NOT NULL,
    "start_hash" TEXT NOT NULL,
    "end_sequence" INTEGER NOT NULL,
    "end_hash" TEXT NOT NULL,

    CONSTRAINT "audit_chain_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_entries_action_sequence_idx" ON "audit_entries"("action", "sequence" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_at_idx" ON "audit_entries"("at");
