-- A bulletin is begun in full or in brief; those there are were written in full.
CREATE TYPE "bulletin_form" AS ENUM ('FULL', 'BRIEF');
ALTER TABLE "bulletins" ADD COLUMN "form" "bulletin_form" NOT NULL DEFAULT 'FULL';
