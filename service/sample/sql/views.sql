-- The views of one day, in the columns of warehouse.schema. Everything follows from the view's number.
CREATE OR REPLACE TEMP VIEW sampled AS
WITH visits AS (
    SELECT
        mix(getvariable('day_seed'), i // getvariable('pattern_views') * getvariable('pattern_readers') + reader_no) AS rh,
        mix(rh, 100 + session) AS sh,
        mix(sh, 200 + step) AS vh,
        step, steps, resuming
    FROM range(getvariable('views')) AS numbers(i)
    JOIN pattern ON pattern.place = i % getvariable('pattern_views')
),
timed AS (
    -- A session's pages follow each other, and none of them after the day's end.
    SELECT
        visits.*, hour_no,
        begins_ms + floor(chance(sh, 1) * lasts_ms)::BIGINT AS landed_at,
        least(
            CASE WHEN resuming THEN 2600000 + 6000000 * chance(sh, 2) ELSE 15000 + 480000 * chance(sh, 2) ** 2 END,
            (getvariable('day_ends') - landed_at) / steps
        ) AS gap_ms,
        landed_at + CASE WHEN step = 0 THEN 0 ELSE floor(gap_ms * (step - 0.3 * chance(vh, 3)))::BIGINT END AS started_at,
        resuming AND step = 1 AND started_at - landed_at >= 1800000 AS resumed
    FROM visits
    JOIN hour_slots ON hour_slots.slot = slot_of(sh, 0, getvariable('hour_slots'))
),
reading AS (
    SELECT
        timed.* EXCLUDE (hour_no), quarters.hour, agents.* EXCLUDE (slot), places.* EXCLUDE (slot),
        sources.* EXCLUDE (slot), viewports.viewport_width AS width,
        article.path AS article, article.section, article.author, article.language AS article_language, article.words,
        earlier.path AS earlier,
        NOT crawler AND chance(rh, 4) < 0.022 AS private,
        NOT crawler AND NOT private AND chance(rh, 5) < block_chance * block_factor AS blocks
    FROM timed
    JOIN quarters ON quarters.number = (started_at - getvariable('day_begins')) // 900000
    JOIN picks AS pick ON pick.slot = hour_no * getvariable('pick_slots')
        + slot_of(sh, 300 + CASE WHEN resuming THEN 0 ELSE step END, getvariable('pick_slots'))
    JOIN articles AS article ON article.article_no = pick.article_no
    JOIN picks AS earlier_pick ON earlier_pick.slot = hour_no * getvariable('pick_slots')
        + slot_of(sh, 300 + greatest(step - 1, 0), getvariable('pick_slots'))
    JOIN articles AS earlier ON earlier.article_no = earlier_pick.article_no
    JOIN agents ON agents.slot = slot_of(rh, 6, getvariable('agent_slots'))
    JOIN viewports ON viewports.slot = device_group * getvariable('viewport_slots')
        + slot_of(rh, 7, getvariable('viewport_slots'))
    JOIN places ON places.slot = slot_of(rh, 8, getvariable('place_slots'))
    JOIN sources ON sources.slot = slot_of(sh, 9, getvariable('source_slots'))
),
engaged AS (
    -- Log-normal: half of the readers stay 13 s, one in a hundred more than five minutes; longer on a desktop
    -- and in a long text. One view in 25 has none at all: opened in a background tab, or left at once.
    SELECT
        *,
        NOT private AND NOT crawler AS measured,
        step > 0 AND NOT resumed AND NOT resuming AS onward,
        CASE
            WHEN NOT measured OR chance(vh, 10) < 0.04 THEN 0
            ELSE least(
                1800000,
                13000 * exp(1.2 * normal(vh, 11))
                    * CASE device WHEN 'desktop' THEN 1.3 WHEN 'tablet' THEN 1.15 ELSE 0.9 END
                    * least(1.5, greatest(0.6, (greatest(words, 100) / getvariable('usual_words')) ** 0.35))
                    * CASE WHEN chance(vh, 12) < 0.02 THEN 2 + 2 * chance(vh, 13) ELSE 1 END
            )::INTEGER
        END AS engaged_ms,
        CASE
            WHEN NOT measured THEN 0
            ELSE engaged_ms + (
                (engaged_ms * 0.3 + 1500) * chance(vh, 14) ** 2
                + CASE WHEN chance(vh, 15) < 0.06 THEN 180000 * chance(vh, 16) ** 2 ELSE 0 END
            )::INTEGER
        END AS focus_ms
    FROM reading
),
scrolled AS (
    SELECT
        *,
        CASE
            WHEN engaged_ms = 0 THEN 0
            ELSE least(
                (engaged_ms + 9999) // 10000 + floor(chance(vh, 17) * (focus_ms - engaged_ms) / 40000)::INTEGER,
                (focus_ms + 9999) // 10000
            )
        END AS active_10s,
        -- What a screen shows before anything is scrolled, and then deeper the longer one reads.
        CASE
            WHEN NOT measured THEN 0
            ELSE least(100, greatest(
                CASE device WHEN 'desktop' THEN 16 ELSE 8 END + 10 * chance(rh, 18),
                130 * (1 - exp(-2.8 * (engaged_ms * 238 / (60000 * greatest(words, 150))) ** 0.6))
                    + 44 * (chance(vh, 19) - 0.5)
            ))::INTEGER
        END AS scroll_pct,
        scroll_pct = 100 AND engaged_ms >= 500 AND chance(vh, 20) < 0.97 AS finished
    FROM engaged
),
judged AS (
    SELECT
        scrolled.*,
        verdicts.blocker, verdicts.signals, verdicts.confidence,
        blocker IN ('inconclusive', 'not_run') AS unknown,
        -- In a third of the views some slot stays empty: no bid was high enough.
        CASE
            WHEN NOT measured OR blocker IN ('requests', 'dns') THEN 0
            ELSE 3 - (chance(vh, 21) < 0.25)::INTEGER - (chance(vh, 21) < 0.07)::INTEGER
        END AS slots_filled
    FROM scrolled
    -- A reader's blocker is the same all day; that a control failed is the view's bad luck.
    JOIN verdicts ON verdicts.slot = getvariable('verdict_slots') * CASE
            WHEN private THEN 4
            WHEN chance(vh, 29) < 0.025 THEN 3
            WHEN NOT blocks THEN 0
            WHEN device = 'desktop' THEN 2
            ELSE 1
        END
        + slot_of(rh, 22, getvariable('verdict_slots'))
)
SELECT
    hour::SMALLINT AS hour,
    started_at,
    article,
    -- A reader who asked not to be measured leaves the page's address and nothing else.
    CASE WHEN private THEN '' ELSE section END AS section,
    CASE WHEN private THEN '' ELSE author END AS author,
    CASE WHEN private THEN '' ELSE article_language END AS article_language,
    CASE WHEN private THEN 0 ELSE greatest(mix(rh, 23) >> 1, 1)::BIGINT END AS reader,
    resumed,
    CASE WHEN onward OR private OR crawler THEN '' ELSE referrer END AS referrer,
    CASE WHEN private OR crawler THEN 'direct' WHEN onward THEN 'internal' ELSE channel END AS channel,
    CASE WHEN onward OR private OR crawler THEN '' ELSE utm_source END AS utm_source,
    CASE WHEN onward OR private OR crawler THEN '' ELSE utm_medium END AS utm_medium,
    CASE WHEN onward OR private OR crawler THEN '' ELSE utm_campaign END AS utm_campaign,
    CASE
        WHEN private OR crawler THEN ''
        WHEN onward THEN CASE WHEN earlier = article OR chance(vh, 24) < 0.35 THEN '/' ELSE earlier END
        WHEN channel = 'internal' THEN '/'
        ELSE ''
    END AS previous,
    device,
    browser,
    browser_major,
    os,
    CASE WHEN crawler THEN 'US' ELSE country END AS country,
    CASE WHEN private THEN '' WHEN crawler THEN 'en' ELSE language END AS language,
    CASE WHEN private THEN 0 ELSE width END::SMALLINT AS viewport_width,
    engaged_ms,
    focus_ms,
    active_10s::SMALLINT AS active_10s,
    scroll_pct::SMALLINT AS scroll_pct,
    finished,
    finished AND engaged_ms * 3::BIGINT >= CASE WHEN private THEN 0 ELSE words END * 60000::BIGINT // 238 AS read,
    blocker,
    CASE WHEN unknown THEN NULL ELSE blocker IN ('requests', 'cosmetic', 'dns') END AS blocked,
    signals,
    confidence::SMALLINT AS confidence,
    CASE
        WHEN blocker = 'not_run' THEN 0
        WHEN blocker = 'inconclusive' THEN 300 + (4000 * chance(vh, 25) ** 3)::INTEGER
        WHEN blocker = 'requests' THEN 90 + (60 * exp(0.5 * normal(vh, 26)))::INTEGER
        ELSE 270 + (30 * exp(0.5 * normal(vh, 26)))::INTEGER
    END AS detection_ms,
    CASE WHEN measured THEN 3 ELSE 0 END::SMALLINT AS slots_seen,
    slots_filled::SMALLINT AS slots_filled,
    -- Slots stand at the top, in the middle and at the end; one second in view makes them viewable.
    CASE
        WHEN slots_filled = 0 OR blocker = 'cosmetic' OR focus_ms < 1000 THEN 0
        ELSE least(slots_filled, 1 + (scroll_pct >= 45)::INTEGER + (scroll_pct >= 90)::INTEGER)
    END::SMALLINT AS slots_viewable,
    0::BIGINT AS revenue_micros,
    'notice' AS consent,
    CASE WHEN private THEN CASE WHEN chance(rh, 27) < 0.7 THEN 1 WHEN chance(rh, 27) < 0.9 THEN 2 ELSE 3 END ELSE 0 END
        ::SMALLINT AS privacy_signals,
    CASE
        WHEN private THEN ''
        WHEN chance(vh, 28) < 0.93 THEN 'navigate'
        WHEN chance(vh, 28) < 0.96 THEN 'reload'
        WHEN chance(vh, 28) < 0.99 THEN 'back_forward'
        ELSE 'restore'
    END AS navigation,
    '1' AS tag_version,
    CASE WHEN crawler THEN 'crawler' ELSE '' END AS bot
FROM judged
