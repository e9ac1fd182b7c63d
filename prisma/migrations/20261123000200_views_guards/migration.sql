-- Of a person's standing views no two have the same name; a removed one gives its name free.
CREATE UNIQUE INDEX saved_views_name ON saved_views (account_id, name) WHERE removed_at IS NULL;
-- What others share: WHERE sharing <> 'NOBODY' AND removed_at IS NULL
CREATE INDEX saved_views_shared ON saved_views (sharing, city_id)
  WHERE sharing <> 'NOBODY' AND removed_at IS NULL;

ALTER TABLE saved_views ADD CONSTRAINT saved_views_name_given CHECK (name <> '');
ALTER TABLE saved_views ADD CONSTRAINT saved_views_path CHECK (path ~ '^/[a-z]');
ALTER TABLE saved_views ADD CONSTRAINT saved_views_city CHECK ((sharing = 'CITY') = (city_id IS NOT NULL));
