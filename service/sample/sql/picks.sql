-- Which article a view of each hour of the day is of: so many slots an hour, shared by weight.
-- Weights are whole numbers, so that their sums are the same in whatever order they are added.
CREATE OR REPLACE TEMP TABLE picks AS
WITH aged AS (
    SELECT
        hour_no, hours.begins_ms, spike_factor, article_no, article_no = getvariable('spike_article') AS breaking, appeal,
        (hours.begins_ms - published_at) / 3600000.0 AS age_h
    FROM hours CROSS JOIN articles
),
published AS (
    -- A catalog may hold no article that is as old as the period; then the later ones stand in.
    SELECT *, count(*) FILTER (age_h IS NULL OR age_h >= 0) OVER (PARTITION BY hour_no) < getvariable('fewest') AS too_few
    FROM aged
),
weighed AS (
    SELECT
        *,
        -- Nine tenths of an article's views come in the first two days; the rest is a long tail.
        appeal * CASE
            WHEN age_h IS NULL THEN 0.1
            WHEN age_h >= 0 THEN 30 * exp(-age_h / 14) + 2 * exp(-age_h / 60) + 0.15 / (1 + age_h / 240)
            WHEN too_few THEN 0.1
            ELSE 0
        END * CASE WHEN breaking AND age_h BETWEEN 0 AND 60 THEN 4 ELSE 1 END AS usual
    FROM published
),
spiked AS (
    -- Breaking news adds views and takes none away: of k times the usual ones, k - 1 are its own.
    SELECT
        hour_no, article_no,
        (1e6 * (usual + CASE WHEN breaking THEN (spike_factor - 1) * sum(usual) OVER (PARTITION BY hour_no) ELSE 0 END))
            ::BIGINT AS weight
    FROM weighed
),
summed AS (
    SELECT
        hour_no, article_no, weight,
        sum(weight) OVER (PARTITION BY hour_no ORDER BY article_no)::HUGEINT AS upto,
        sum(weight) OVER (PARTITION BY hour_no)::HUGEINT AS total
    FROM spiked
),
placed AS (
    -- The dither lets each of the little-read articles have a slot in some hours.
    SELECT *, mix(getvariable('day_seed'), hour_no)::HUGEINT % total AS dither FROM summed
)
SELECT
    article_no,
    (hour_no * getvariable('pick_slots')
        + unnest(range(
            (((upto - weight) * getvariable('pick_slots') + dither) // total)::BIGINT,
            ((upto * getvariable('pick_slots') + dither) // total)::BIGINT
        )))::INTEGER AS slot
FROM placed
