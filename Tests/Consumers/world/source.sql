-- What a restore has to bring back, in the database that the matrix backs up: one of each kind of object that is lost easily.
CREATE EXTENSION pg_trgm;
CREATE SCHEMA store AUTHORIZATION app_owner;
CREATE SCHEMA "Odd Schema";
COMMENT ON SCHEMA store IS 'what the shop''s own code calls "store"';
SET ROLE app_owner;

CREATE TYPE store.state AS ENUM ('new', 'paid', 'sent');
CREATE DOMAIN store.email AS text CHECK (VALUE LIKE '%@%');
CREATE SEQUENCE store.invoice_number START 1000 INCREMENT 7 MAXVALUE 999999 CYCLE;
CREATE TABLE store.customers (
  id integer GENERATED ALWAYS AS IDENTITY (START 40) PRIMARY KEY,
  mail store.email NOT NULL UNIQUE,
  name text COLLATE "C",
  seen timestamptz DEFAULT '2026-01-01 12:00:00+00',
  initial text GENERATED ALWAYS AS (upper(left(name, 1))) STORED
);
CREATE TABLE store.orders (
  id bigserial PRIMARY KEY,
  customer integer NOT NULL REFERENCES store.customers ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
  state store.state NOT NULL DEFAULT 'new',
  amount numeric(12, 2) CHECK (amount > 0),
  lines jsonb NOT NULL,
  number integer DEFAULT nextval('store.invoice_number'),
  placed date NOT NULL,
  EXCLUDE USING btree (number WITH =)
) ;
CREATE TABLE store.events (at date NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE store.events_2025 PARTITION OF store.events FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE store.events_rest PARTITION OF store.events DEFAULT;
CREATE TABLE store.scans (id integer PRIMARY KEY, content bytea, share double precision, tags text[]);
CREATE TABLE store.noise_cache AS SELECT i FROM generate_series(1, 50) i;
CREATE TABLE store.left_out AS SELECT 'never to be seen' AS what;
CREATE TABLE store.inherits_scans (extra inet) INHERITS (store.scans);

INSERT INTO store.customers (mail, name) SELECT format('c%s@example.org', i), format(E'n%s\t"ä"\\%s', i, repeat('x', i % 40)) FROM generate_series(1, 400) i;
INSERT INTO store.orders (customer, amount, lines, placed, state)
  SELECT 40 + i % 400, i / 7.0 + 0.01, jsonb_build_object('sku', md5(i::text), 'n', i), date '2026-01-01' + i % 300, (ARRAY['new', 'paid', 'sent'])[1 + i % 3]::store.state
  FROM generate_series(1, 2000) i;
INSERT INTO store.events SELECT date '2025-06-01' + i, 'event ' || i FROM generate_series(1, 400) i;
INSERT INTO store.scans SELECT i, decode(repeat(md5(i::text), 200), 'hex'), CASE i WHEN 1 THEN 'NaN' WHEN 2 THEN '-Infinity' ELSE 1 / i::float END, ARRAY['a', NULL, '{"}'] FROM generate_series(1, 30) i;
INSERT INTO store.inherits_scans VALUES (99, '\x00ff', 0.1, '{}', '10.0.0.0/8');
SELECT nextval('store.invoice_number'), setval('store.orders_id_seq', 7777, false);

CREATE INDEX orders_open ON store.orders (placed DESC) WHERE state <> 'sent';
CREATE INDEX customers_words ON store.customers USING gin (name public.gin_trgm_ops);
CREATE VIEW store.totals WITH (security_barrier) AS SELECT customer, sum(amount) AS total FROM store.orders GROUP BY customer;
CREATE MATERIALIZED VIEW store.months AS SELECT date_trunc('month', placed) AS month, count(*) FROM store.orders GROUP BY 1;
CREATE FUNCTION store.spent(integer) RETURNS numeric LANGUAGE sql STABLE AS $$ SELECT total FROM store.totals WHERE customer = $1 $$;
CREATE PROCEDURE store.touch() LANGUAGE plpgsql SECURITY DEFINER SET search_path = store AS $$ BEGIN UPDATE customers SET seen = now(); END $$;
CREATE FUNCTION store.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.placed := current_date; RETURN NEW; END $$;
CREATE TRIGGER stamped BEFORE UPDATE ON store.orders FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION store.stamp();
CREATE RULE no_delete AS ON DELETE TO store.totals DO INSTEAD NOTHING;
ALTER TABLE store.customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON store.customers FOR SELECT TO app_reader USING (mail = current_user);
CREATE STATISTICS store.orders_correlated ON state, placed FROM store.orders;
COMMENT ON COLUMN store.orders.amount IS E'in euros;\nnever negative';
COMMENT ON CONSTRAINT orders_amount_check ON store.orders IS 'said by the auditors';
GRANT USAGE ON SCHEMA store TO app_reader;
GRANT SELECT ON ALL TABLES IN SCHEMA store TO app_reader;
GRANT UPDATE (state), INSERT ON store.orders TO "odd ""role" WITH GRANT OPTION;
REVOKE EXECUTE ON PROCEDURE store.touch() FROM PUBLIC;
RESET ROLE;
ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA store GRANT SELECT ON TABLES TO app_reader;

CREATE TABLE "Odd Schema"."quo""ted 'name'" ("naïve col" integer, "select" text DEFAULT E'\\ ''');
INSERT INTO "Odd Schema"."quo""ted 'name'" VALUES (1, E'line\nbreak'), (2, NULL), (3, '');

SELECT lo_from_bytea(50001, decode(repeat('00ff10', 5000), 'hex')), lo_from_bytea(50002, '\x01');
ALTER LARGE OBJECT 50002 OWNER TO app_owner;
GRANT SELECT ON LARGE OBJECT 50001 TO app_reader;
COMMENT ON LARGE OBJECT 50001 IS 'a scan';
