-- What a section was written from, so that a bulletin is never issued with texts of one moment and a
-- 附件 of another. Drafts from before have no basis: they are written anew, or looked over, first.
ALTER TABLE "bulletin_sections" ADD COLUMN "basis" TEXT NOT NULL DEFAULT '';
ALTER TABLE "bulletin_sections" ADD COLUMN "written_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE bulletin_sections ADD CONSTRAINT bulletin_sections_written
  CHECK (written_version BETWEEN 0 AND version);
