-- The views of one day, in the columns of warehouse.schema and two more that devices.sql needs. Everything follows
-- from the view's number and from what visitors.sql found of the devices.
CREATE OR REPLACE TEMP TABLE sampled AS
WITH visits AS (
    SELECT
        mix(getvariable('day_seed'), i // getvariable('pattern_views') * getvariable('pattern_readers') + reader_no) AS rh,
        mix(rh, 100 + session) AS sh,
        mix(sh, 200 + step) AS vh,
        session, step, steps, resuming
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
numbered AS (
    -- A device is asked, and found to block again, on the first view of the day in which detection concludes.
    SELECT
        scrolled.*, visitors.* EXCLUDE (rh),
        -- That a control failed is the view's bad luck.
        chance(vh, 29) < 0.025 AS unsure,
        row_number() OVER (PARTITION BY scrolled.rh ORDER BY unsure, started_at, session, step) AS nth,
        due AND nth = 1 AND NOT unsure AS eligible,
        -- Phones are asked after five seconds engaged, desktops at once.
        eligible AND CASE WHEN asks_rule = 1 THEN engaged_ms >= 5000 ELSE focus_ms >= 500 END AS attempted,
        attempted AND asks_variant > 0 AS asked,
        CASE WHEN asked THEN CASE WHEN asks_rule = 1 THEN 5000 ELSE 300 END + (900 * chance(vh, 32))::INTEGER END
            AS opens_ms,
        asked AND chance(vh, 33) < 0.985 AS rendered,
        rendered AND focus_ms >= opens_ms + 1000 AS viewable,
        -- Asked again, readers are harder to move.
        CASE WHEN arm_on IS NULL THEN 1 ELSE 0.3 END AS willing,
        viewable AND chance(vh, 34) < allow_chance * willing AS moved,
        moved AND chance(vh, 35) < 0.8 AS verified,
        viewable AND NOT moved AND chance(vh, 36) < 0.012 AS failed,
        viewable AND NOT moved AND NOT failed AND chance(vh, 37) < 0.72 AS dismissed,
        moved OR (attempted AND chance(vh, 38) < 0.003 * willing) AS allows,
        CASE WHEN moved OR failed OR dismissed THEN least(focus_ms, opens_ms + 1200 + (9000 * chance(vh, 39) ** 3)::INTEGER) END
            AS acts_ms
    FROM scrolled LEFT JOIN visitors USING (rh)
),
remembered AS (
    SELECT
        *,
        coalesce(free OR (nth > 1 AND bool_or(allows) OVER reader_day), false) AS unblocked,
        coalesce(arm_on, CASE WHEN bool_or(attempted) OVER reader_day THEN getvariable('day_no') END) AS armed_on,
        coalesce(arm_rule, asks_rule) AS armed_rule,
        coalesce(arm_variant, asks_variant) AS armed_variant,
        CASE WHEN bool_or(viewable) OVER reader_day THEN asks_rule ELSE saw_rule END AS followed_rule,
        CASE WHEN bool_or(viewable) OVER reader_day THEN asks_variant ELSE saw_variant END AS followed_variant
    FROM numbered
    WINDOW reader_day AS (PARTITION BY rh)
),
judged AS (
    SELECT
        remembered.*,
        verdicts.blocker, verdicts.signals, verdicts.confidence,
        blocker IN ('inconclusive', 'not_run') AS unknown,
        -- In a third of the views some slot stays empty: no bid was high enough.
        CASE
            WHEN NOT measured OR blocker IN ('requests', 'dns') THEN 0
            WHEN unsure AND blocks AND NOT unblocked THEN 0
            ELSE 3 - (chance(vh, 21) < 0.25)::INTEGER - (chance(vh, 21) < 0.07)::INTEGER
        END AS slots_filled
    FROM remembered
    -- A reader's blocker is the same all day.
    JOIN verdicts ON verdicts.slot = getvariable('verdict_slots') * CASE
            WHEN private THEN 4
            WHEN unsure THEN 3
            WHEN NOT blocks OR unblocked THEN 0
            WHEN device = 'desktop' THEN 2
            ELSE 1
        END
        + slot_of(rh, 22, getvariable('verdict_slots'))
),
told AS (
    SELECT
        *,
        blocker IN ('requests', 'cosmetic', 'dns') AS blocked_now,
        relapses AND nth = 1 AND blocked_now AS relapses_now,
        NOT unknown AND unblocked AS is_free,
        is_free AND followed_rule > 0 AS recovers,
        eligible AND blocked_now AS asks_now,
        armed_on IS NOT NULL AND getvariable('day_no') - armed_on < 90 AS in_arm
    FROM judged
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
    CASE WHEN unknown THEN NULL ELSE blocked_now END AS blocked,
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
    CASE WHEN crawler THEN 'crawler' ELSE '' END AS bot,
    CASE WHEN asks_now THEN asks_rule ELSE 0 END::INTEGER AS rule,
    CASE WHEN asks_now THEN asks_variant ELSE 0 END::SMALLINT AS variant,
    -- The bits of events.STAGES. Of those held out nothing is told after that they would have been asked.
    CASE
        WHEN NOT coalesce(asks_now, false) THEN 0
        ELSE 1 + 2 * attempted::INTEGER + 4 * rendered::INTEGER + 8 * viewable::INTEGER + 16 * dismissed::INTEGER
            + CASE WHEN failed OR verified THEN 32 * (chance(vh, 40) < 0.45)::INTEGER
                ELSE 32 * (viewable AND chance(vh, 40) < 0.02)::INTEGER END
            + 64 * (verified OR failed)::INTEGER
            + 128 * (viewable AND NOT moved AND NOT dismissed AND asks_rule = 2 AND chance(vh, 41) < 0.02)::INTEGER
            + 256 * verified::INTEGER + 512 * failed::INTEGER + 1024 * (asked AND NOT rendered)::INTEGER
    END::INTEGER AS stages,
    CASE WHEN asks_now AND viewable THEN opens_ms ELSE 0 END::INTEGER AS shown_ms,
    CASE WHEN asks_now AND (dismissed OR verified OR failed) THEN acts_ms ELSE 0 END::INTEGER AS acted_ms,
    CASE WHEN in_arm THEN bucket ELSE -1 END::SMALLINT AS bucket,
    CASE WHEN in_arm THEN armed_rule ELSE 0 END::INTEGER AS arm_rule,
    CASE WHEN in_arm THEN armed_variant ELSE 0 END::SMALLINT AS arm_variant,
    CASE WHEN in_arm THEN getvariable('day_no') - armed_on ELSE 0 END::SMALLINT AS arm_day,
    coalesce(asks_now AND attempted AND arm_on IS NULL, false) AS arm_first,
    CASE WHEN recovers OR relapses_now THEN followed_rule ELSE 0 END::INTEGER AS recovered_rule,
    CASE WHEN recovers OR relapses_now THEN followed_variant ELSE 0 END::SMALLINT AS recovered_variant,
    CASE
        WHEN is_free OR relapses_now
            THEN getvariable('day_no') - coalesce(allowed_on, getvariable('day_no'))
        ELSE -1
    END::SMALLINT AS allowed_days,
    coalesce(relapses_now, false) AS relapsed,
    device_no,
    coalesce(allows, false) AS allows
FROM told
