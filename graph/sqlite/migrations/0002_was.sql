-- What a relation that went was, as JSON; '' for all else.
ALTER TABLE changes ADD COLUMN was TEXT NOT NULL DEFAULT '';
