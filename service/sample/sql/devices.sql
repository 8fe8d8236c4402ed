-- What the devices remember after the day. Caps are those of the demo's rules: three days after having been asked,
-- seven after having said no, thirty after having allowed ads.
CREATE OR REPLACE TEMP TABLE devices AS
WITH seen AS (
    SELECT
        device_no,
        bool_or(arm_first) AS arms,
        bool_or(stages & 8 > 0) AS saw,
        bool_or(stages & 16 > 0) AS said_no,
        bool_or(stages & 2 > 0) AS asked,
        bool_or(stages & 256 > 0) AS verified,
        bool_or(allows) AS allows,
        bool_or(blocked = false) AS unblocked,
        bool_or(relapsed) AS relapses
    FROM sampled
    WHERE device_no IS NOT NULL
    GROUP BY ALL
)
SELECT
    devices.* REPLACE (
        CASE WHEN arms THEN getvariable('day_no') ELSE arm_on END AS arm_on,
        CASE WHEN arms THEN asks_rule ELSE arm_rule END AS arm_rule,
        CASE WHEN arms THEN asks_variant ELSE arm_variant END AS arm_variant,
        CASE WHEN saw THEN asks_rule ELSE saw_rule END AS saw_rule,
        CASE WHEN saw THEN asks_variant ELSE saw_variant END AS saw_variant,
        CASE
            WHEN allows OR relapses THEN getvariable('day_no') + 30
            WHEN said_no THEN getvariable('day_no') + 7
            WHEN asked THEN getvariable('day_no') + 3
            ELSE quiet_until
        END AS quiet_until,
        CASE WHEN relapses THEN NULL WHEN allows THEN getvariable('day_no') ELSE free_from END AS free_from,
        CASE
            WHEN relapses THEN NULL
            WHEN verified OR (unblocked AND (allows OR free_from IS NOT NULL))
                THEN coalesce(allowed_on, getvariable('day_no'))
            ELSE allowed_on
        END AS allowed_on
    )
FROM devices LEFT JOIN seen USING (device_no)
