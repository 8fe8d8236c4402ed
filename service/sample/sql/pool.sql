-- The devices on which ads are blocked, half of them desktops. They come at most every second day, most of them every
-- three weeks; half are there from the beginning, the others come to the site for the first time later.
CREATE OR REPLACE TEMP TABLE devices AS
SELECT
    device_no::INTEGER AS device_no,
    mix(getvariable('pool_seed'), device_no) AS dh,
    device_no % 2 = 1 AS desk,
    (mix(dh, 1) % 1000)::INTEGER AS bucket,
    CASE WHEN chance(dh, 2) < 0.6 THEN 0.05 WHEN chance(dh, 2) < 0.9 THEN 0.2 ELSE 0.5 END AS often,
    getvariable('asking_from') + CASE
        WHEN chance(dh, 3) < 0.5 THEN 0
        ELSE (chance(dh, 4) * getvariable('asking_days'))::INTEGER
    END AS born_on,
    -- How many days ads stay allowed: more than half block again within 90 days, most of those soon.
    CASE WHEN chance(dh, 5) < 0.4 THEN 100000 ELSE floor(20 * (-ln(1 - chance(dh, 6))) ** 1.4) END::INTEGER AS lasts_days,
    CASE WHEN desk THEN 2 ELSE 1 END AS asks_rule,
    CASE WHEN bucket < 100 THEN 0 ELSE 1 + (mix(bucket, asks_rule) & 1)::INTEGER END AS asks_variant,
    CASE asks_rule * 10 + asks_variant WHEN 11 THEN 0.014 WHEN 12 THEN 0.026 WHEN 21 THEN 0.020 WHEN 22 THEN 0.032 ELSE 0 END
        AS allow_chance,
    -- What the device remembers.
    NULL::INTEGER AS arm_on,
    NULL::INTEGER AS arm_rule,
    NULL::INTEGER AS arm_variant,
    0 AS saw_rule,
    0 AS saw_variant,
    0 AS quiet_until,
    NULL::INTEGER AS free_from,
    NULL::INTEGER AS allowed_on
FROM range(getvariable('pool')) AS numbers(device_no)
