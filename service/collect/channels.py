"""Channels: by which road a reader came.

The rules follow Google Analytics 4's default channel group (Analytics help, 9756891): tags on the link go
before the referrer, and a paid medium takes the channel of its source. Two differences serve publishers:
news aggregators and AI assistants have channels of their own, where GA4 files most of them under Referral;
and Referral, with all that is tagged but unknown, is `other`.
"""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from service.collect.urls import host_of

CHANNELS = ("direct", "search", "social", "news", "email", "internal", "ai", "other")
#: Characters of a referrer host that are kept: the last ones, which say whose it is.
LONGEST_HOST = 100

#: Hosts by channel; each stands for its sub-domains too, and the longest that fits wins. Brands with a
#: domain in every country (`_BRAND`) are listed under .com. Names such as com.google.android.gm are Android
#: apps, which say android-app://NAME as their referrer.
_HOSTS = {
    "search": """
        google.com bing.com yahoo.com duckduckgo.com yandex.com ya.ru ecosia.org qwant.com
        startpage.com search.brave.com kagi.com baidu.com sogou.com so.com sm.cn naver.com daum.net
        seznam.cz meta.ua go.mail.ru nova.rambler.ru ask.com aol.com dogpile.com lycos.com
        mojeek.com swisscows.com presearch.com metager.org metager.de petalsearch.com coccoc.com
        cdn.ampproject.org com.google.android.googlequicksearchbox com.microsoft.bing
        com.duckduckgo.mobile.android ru.yandex.searchplugin""",
    "social": """
        facebook.com fb.com fb.me messenger.com instagram.com threads.net threads.com twitter.com
        x.com t.co linkedin.com lnkd.in reddit.com redd.it youtube.com youtu.be tiktok.com
        pinterest.com pin.it tumblr.com snapchat.com t.me telegram.org telegram.me whatsapp.com
        wa.me viber.com discord.com discordapp.com bsky.app bsky.social mastodon.social
        mastodon.online mstdn.social mas.to fosstodon.org lemmy.world vk.com ok.ru quora.com
        news.ycombinator.com slashdot.org weibo.com weibo.cn weixin.qq.com wechat.com zhihu.com
        douyin.com xiaohongshu.com line.me kakao.com xing.com vimeo.com twitch.tv nextdoor.com
        disqus.com meetup.com truthsocial.com rumble.com signal.org groups.google.com
        plus.google.com com.facebook.katana com.facebook.lite com.facebook.orca
        com.instagram.android com.instagram.barcelona com.twitter.android com.linkedin.android
        com.reddit.frontpage com.pinterest com.zhiliaoapp.musically com.google.android.youtube
        com.snapchat.android org.telegram.messenger org.telegram.messenger.web com.whatsapp
        com.viber.voip com.discord com.vkontakte.android org.thoughtcrime.securesms
        com.andrewshu.android.reddit com.laurencedawson.reddit_sync xyz.blueskyweb.app
        org.joinmastodon.android""",
    "news": """
        news.google.com news.url.google.com newsstand.google.com news.yahoo.com finance.yahoo.com
        sports.yahoo.com flipboard.com flip.it apple.news msn.com news.bing.com ukr.net
        smartnews.com newsbreak.com getpocket.com feedly.com inoreader.com newsblur.com
        theoldreader.com netvibes.com upday.com ground.news allsides.com memeorandum.com
        techmeme.com drudgereport.com digg.com fark.com squidapp.co news360.com dzen.ru
        news.yandex.com news.mail.ru news.rambler.ru smi2.ru redtram.com news.naver.com toutiao.com
        dailyhunt.in inshorts.com newsnow.co.uk newsnow.com raindrop.io instapaper.com
        com.google.android.apps.magazines flipboard.app com.particlenews.newsbreak
        jp.gocro.smartnews.android com.devhd.feedly com.innologica.inoreader
        com.microsoft.amp.apps.bingnews de.axelspringer.yana.zeropage com.opera.app.news
        com.ideashower.readitlater.pro""",
    "email": """
        mail.google.com inbox.google.com outlook.live.com outlook.office.com outlook.office365.com
        outlook.com hotmail.com mail.yahoo.com mail.aol.com mail.proton.me protonmail.com
        fastmail.com gmx.net gmx.com gmx.de navigator.web.de navigator.gmx.net deref-web.de
        deref-gmx.net mail.zoho.com mail.zoho.eu e.mail.ru mail.ukr.net mail.yandex.com mail.i.ua
        freemail.ua poczta.onet.pl poczta.wp.pl poczta.o2.pl poczta.interia.pl list-manage.com
        campaign-archive.com mailchi.mp sendgrid.net sendpulse.com esputnik.com createsend.com
        hubspotemail.net com.google.android.gm com.google.android.gm.lite
        com.microsoft.office.outlook com.yahoo.mobile.client.android.mail
        com.samsung.android.email.provider ch.protonmail.android ru.mail.mailapp com.fsck.k9
        net.thunderbird.android""",
    "ai": """
        chatgpt.com openai.com perplexity.ai pplx.ai gemini.google.com bard.google.com
        notebooklm.google.com aistudio.google.com copilot.microsoft.com copilot.cloud.microsoft
        m365.cloud.microsoft copilot.com edgeservices.bing.com claude.ai claude.com anthropic.com
        deepseek.com grok.com x.ai mistral.ai meta.ai you.com phind.com poe.com duck.ai kimi.com
        moonshot.cn doubao.com qwen.ai tongyi.com chatglm.cn z.ai yiyan.baidu.com pi.ai character.ai
        iask.ai andisearch.com felo.ai genspark.ai alice.yandex.com com.openai.chatgpt
        ai.perplexity.app.android com.anthropic.claude com.google.android.apps.bard
        com.microsoft.copilot com.deepseek.chat ai.x.grok""",
    "other": """
        docs.google.com drive.google.com sites.google.com calendar.google.com classroom.google.com
        translate.google.com accounts.google.com meet.google.com keep.google.com support.google.com
        ads.google.com analytics.google.com search.google.com tagassistant.google.com
        disk.yandex.com translate.yandex.com blog.naver.com cafe.naver.com developers.facebook.com""",
}
#: Names that people write into utm_source instead of a host.
_NAMES = {
    "search": "google bing yahoo duckduckgo yandex ecosia qwant baidu naver seznam adwords googleads bingads",
    "social": """
        facebook fb ig instagram threads twitter x linkedin reddit youtube tiktok pinterest telegram
        tg whatsapp viber discord bluesky mastodon snapchat vk vkontakte weibo wechat meta
        facebook_ads instagram_ads""",
    "news": """
        googlenews google_news google-news flipboard applenews apple_news ukrnet smartnews feedly
        rss newsbreak msn""",
    "email": """
        email e-mail e_mail newsletter newsletters mailchimp sendgrid sendpulse esputnik gmail
        outlook mailerlite beehiiv substack brevo sendinblue hubspot klaviyo""",
    "ai": "chatgpt openai perplexity gemini copilot claude deepseek grok mistral",
}
#: utm_medium by channel, spaces as underscores. GA4's lists for search, social, email and display, and what
#: newsrooms write besides.
_MEDIUMS = {
    "search": "organic",
    "social": "social social-network social-media sm social_network social_media",
    "news": "rss feed news aggregator",
    "email": "email e-mail e_mail newsletter newsletters mail",
    "ai": "ai llm ai-assistant ai_assistant",
    "other": "affiliate affiliates display banner cpm expandable interstitial sms push notification audio",
}
#: Parameters that a click leaves in the URL, by the channel of who puts them there; their makers document
#: them so (Google, Microsoft, Yandex; Meta, X, TikTok, LinkedIn, Reddit; Mailchimp, HubSpot, Marketo ...).
_CLICK_IDS = {
    "search": "gclid gbraid wbraid gad_source msclkid yclid ysclid srsltid",
    "social": "fbclid igshid igsh twclid ttclid li_fat_id rdt_cid epik",
    "email": "mc_eid mc_cid _hsenc vero_id mkt_tok ml_subscriber",
}


def _table(words_by_channel: dict[str, str]) -> dict[str, str]:
    return {word: channel for channel, words in words_by_channel.items() for word in words.split()}


_CHANNEL_OF_HOST = _table(_HOSTS)
_CHANNEL_OF_NAME = _table(_NAMES)
_CHANNEL_OF_MEDIUM = _table(_MEDIUMS)
_CHANNEL_OF_CLICK = _table(_CLICK_IDS)
#: GA4: a medium is paid when it matches this.
_PAID = re.compile(r".*cp.*|ppc|retargeting|paid.*")
_CLICK = re.compile(rf"(?:^|&)({'|'.join(_CHANNEL_OF_CLICK)})=")
_BRAND = re.compile(r"(?:^|(?<=\.))(google|yandex|yahoo|pinterest)\.(?:com?\.)?[a-z]{2,3}$")
_WEBMAIL = ("mail.", "webmail.", "email.")
_ANDROID_APP = re.compile(r"android-app://([A-Za-z0-9_.]+)", re.IGNORECASE)


def hosts_of(origins: Iterable[str]) -> frozenset[str]:
    """A site's own hosts as `channel` and `referrer_host` compare them: from its origins, without 'www.'."""
    return frozenset(_bare(host) for host in map(host_of, origins) if host)


def referrer_host(referrer: str, own_hosts: Collection[str] = ()) -> str:
    """The referrer's host, lower case, without 'www.', to 100 characters; an Android app's name likewise.

    '' for no referrer, one that is no http(s) or android-app URL, and a host of the site's own (`own_hosts`,
    from `hosts_of`). `channel` wants the host of any referrer, so leave `own_hosts` out for it.
    """
    if not referrer:
        return ""
    host = host_of(referrer)
    if not host:
        app = _ANDROID_APP.match(referrer)
        host = app[1].lower() if app else ""
    host = _bare(host)
    return "" if _is_own(host, own_hosts) else host


def channel(
    referrer_host: str, own_hosts: Collection[str], utm_medium: str, utm_source: str, query: str
) -> str:
    """One of CHANNELS, for values from `referrer_host`, `hosts_of` and `campaign.parse`. Never raises.

    In this order: the site's own pages, then medium, then source, then referrer, then the click ids in
    `query`. Those come last and only without a referrer, because people pass on the links they clicked.
    """
    if _is_own(referrer_host, own_hosts):
        return "internal"
    if utm_medium or utm_source:
        tagged = _tagged(utm_medium, utm_source)
        if tagged:
            return tagged
    if referrer_host:
        return _of_host(referrer_host) or "other"
    click = _CLICK.search(query) if query else None
    if click:
        return _CHANNEL_OF_CLICK[click[1]]
    return "other" if utm_medium or utm_source else "direct"


@lru_cache(maxsize=4096)
def _tagged(medium: str, source: str) -> str:
    """A medium that is neither paid nor known says nothing ('referral', 'link'): then the source does."""
    folded = medium.replace(" ", "_")
    known = _CHANNEL_OF_MEDIUM.get(folded, "")
    of_source = _CHANNEL_OF_NAME.get(source.replace(" ", "_"), "") or _of_host(_bare(source))
    if _PAID.fullmatch(folded):
        return of_source or known
    return known or of_source


@lru_cache(maxsize=8192)
def _of_host(host: str) -> str:
    """The channel of the longest listed suffix, '' when none is; each step drops the leftmost label."""
    host = _BRAND.sub(r"\1.com", host)
    suffix = host
    while suffix:
        found = _CHANNEL_OF_HOST.get(suffix)
        if found:
            return found
        suffix = suffix.partition(".")[2]
    return "email" if host.startswith(_WEBMAIL) else ""


def _is_own(host: str, own_hosts: Collection[str]) -> bool:
    return bool(host) and (host in own_hosts or any(host.endswith(f".{own}") for own in own_hosts))


def _bare(host: str) -> str:
    return host.removeprefix("www.")[-LONGEST_HOST:].lstrip(".")
