-- The admins are asked to say who the members of a 集合单位 are, where nobody can be addressed before.
ALTER TYPE "notification_kind" ADD VALUE 'MEMBERS';
