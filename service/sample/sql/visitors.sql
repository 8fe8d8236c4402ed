-- Which device each of the day's blocking readers is. The more often a device comes, the sooner it is drawn
-- (Efraimidis and Spirakis 2006). Seven in a hundred keep nothing, and are not asked.
CREATE OR REPLACE TEMP TABLE visitors AS
WITH readers AS (
    SELECT mix(getvariable('day_seed'), number) AS rh
    FROM range((getvariable('views') // getvariable('pattern_views') + 1) * getvariable('pattern_readers')) AS numbers(number)
),
blocking AS (
    SELECT rh, device = 'desktop' AS desk, row_number() OVER (PARTITION BY device = 'desktop' ORDER BY rh) AS place
    FROM readers
    JOIN agents ON agents.slot = slot_of(rh, 6, getvariable('agent_slots'))
    JOIN places ON places.slot = slot_of(rh, 8, getvariable('place_slots'))
    WHERE NOT crawler AND chance(rh, 4) >= 0.022 AND chance(rh, 5) < block_chance * block_factor AND chance(rh, 30) < 0.93
),
coming AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY desk ORDER BY -ln(1 - chance(mix(dh, getvariable('day_no')), 31)) / often, device_no
        ) AS place
    FROM devices
    WHERE born_on <= getvariable('day_no')
)
SELECT
    rh, device_no, bucket, asks_rule, asks_variant, allow_chance, arm_on, arm_rule, arm_variant, saw_rule, saw_variant,
    allowed_on,
    -- Relapses are noticed on the first view after; who allowed ads without being noticed has not relapsed.
    coalesce(free_from + lasts_days > getvariable('day_no') OR allowed_on IS NULL, false) AND free_from IS NOT NULL AS free,
    allowed_on IS NOT NULL AND NOT free AS relapses,
    NOT free AND NOT relapses AND quiet_until <= getvariable('day_no') AS due
FROM blocking JOIN coming USING (desk, place)
