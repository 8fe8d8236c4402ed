-- Chance by hashing: the same hash and salt always give the same value, on any number of threads.
-- hash(a, b) would not do: DuckDB combines two hashes so that neighbours stay correlated (r = 0.29 measured).
CREATE OR REPLACE MACRO mix(h, salt) AS hash(xor(h, hash(salt)));
-- Uniform in [0, 1), with all 53 bits of a double.
CREATE OR REPLACE MACRO chance(h, salt) AS (mix(h, salt) >> 11)::DOUBLE / 9007199254740992;
-- One of `size` slots; `size` is a power of two.
CREATE OR REPLACE MACRO slot_of(h, salt, size) AS (mix(h, salt) & (size - 1)::UBIGINT)::INTEGER;
-- Standard normal (Box and Muller 1958).
CREATE OR REPLACE MACRO normal(h, salt) AS
    sqrt(-2 * ln(1 - chance(h, salt))) * cos(2 * pi() * chance(h, salt + 1000));
