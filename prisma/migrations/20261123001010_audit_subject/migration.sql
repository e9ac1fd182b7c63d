-- CreateIndex
CREATE INDEX "audit_entries_subject_sequence_idx" ON "audit_entries"("subject", "sequence" DESC);
