"""Languages: their names, the way they run, and which one a reader gets."""

import re
from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

Direction = Literal["ltr", "rtl"]

_PRIMARY = re.compile(r"\s*([A-Za-z]{2,3})(?![A-Za-z])")
#: Subtags that browsers and pages still send -> those in use (IANA language subtag registry); Norwegian's two
#: written forms and Serbo-Croatian are close enough to be read by all.
_SAME = {"iw": "he", "in": "id", "ji": "yi", "mo": "ro", "tl": "fil", "nb": "no", "nn": "no", "sh": "sr"}
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi"})


class Language(NamedTuple):
    """`code` is the BCP 47 primary subtag; `name` in English, `own` in the language itself."""

    code: str
    name: str
    own: str

    @property
    def direction(self) -> Direction:
        return direction(self.code)


#: What an editor can choose from: Europe's languages and the world's largest, by their English names.
LANGUAGES: dict[str, Language] = {
    code: Language(code, name, own)
    for code, name, own in (
        ("af", "Afrikaans", "Afrikaans"),
        ("sq", "Albanian", "Shqip"),
        ("am", "Amharic", "አማርኛ"),
        ("ar", "Arabic", "العربية"),
        ("hy", "Armenian", "Հայերեն"),
        ("az", "Azerbaijani", "Azərbaycanca"),
        ("eu", "Basque", "Euskara"),
        ("be", "Belarusian", "Беларуская"),
        ("bn", "Bengali", "বাংলা"),
        ("bs", "Bosnian", "Bosanski"),
        ("br", "Breton", "Brezhoneg"),
        ("bg", "Bulgarian", "Български"),
        ("my", "Burmese", "မြန်မာ"),
        ("ca", "Catalan", "Català"),
        ("zh", "Chinese", "中文"),
        ("crh", "Crimean Tatar", "Qırımtatarca"),
        ("hr", "Croatian", "Hrvatski"),
        ("cs", "Czech", "Čeština"),
        ("da", "Danish", "Dansk"),
        ("nl", "Dutch", "Nederlands"),
        ("en", "English", "English"),
        ("et", "Estonian", "Eesti"),
        ("fo", "Faroese", "Føroyskt"),
        ("fil", "Filipino", "Filipino"),
        ("fi", "Finnish", "Suomi"),
        ("fr", "French", "Français"),
        ("gl", "Galician", "Galego"),
        ("ka", "Georgian", "ქართული"),
        ("de", "German", "Deutsch"),
        ("el", "Greek", "Ελληνικά"),
        ("gu", "Gujarati", "ગુજરાતી"),
        ("ha", "Hausa", "Hausa"),
        ("he", "Hebrew", "עברית"),
        ("hi", "Hindi", "हिन्दी"),
        ("hu", "Hungarian", "Magyar"),
        ("is", "Icelandic", "Íslenska"),
        ("ig", "Igbo", "Igbo"),
        ("id", "Indonesian", "Bahasa Indonesia"),
        ("ga", "Irish", "Gaeilge"),
        ("it", "Italian", "Italiano"),
        ("ja", "Japanese", "日本語"),
        ("kn", "Kannada", "ಕನ್ನಡ"),
        ("kk", "Kazakh", "Қазақ тілі"),
        ("km", "Khmer", "ខ្មែរ"),
        ("ko", "Korean", "한국어"),
        ("ku", "Kurdish", "Kurdî"),
        ("ckb", "Kurdish, Sorani", "کوردیی ناوەندی"),
        ("ky", "Kyrgyz", "Кыргызча"),
        ("lo", "Lao", "ລາວ"),
        ("lv", "Latvian", "Latviešu"),
        ("lt", "Lithuanian", "Lietuvių"),
        ("lb", "Luxembourgish", "Lëtzebuergesch"),
        ("mk", "Macedonian", "Македонски"),
        ("ms", "Malay", "Bahasa Melayu"),
        ("ml", "Malayalam", "മലയാളം"),
        ("mt", "Maltese", "Malti"),
        ("mr", "Marathi", "मराठी"),
        ("mn", "Mongolian", "Монгол"),
        ("ne", "Nepali", "नेपाली"),
        ("no", "Norwegian", "Norsk"),
        ("ps", "Pashto", "پښتو"),
        ("fa", "Persian", "فارسی"),
        ("pl", "Polish", "Polski"),
        ("pt", "Portuguese", "Português"),
        ("pa", "Punjabi", "ਪੰਜਾਬੀ"),
        ("ro", "Romanian", "Română"),
        ("rm", "Romansh", "Rumantsch"),
        ("ru", "Russian", "Русский"),
        ("gd", "Scottish Gaelic", "Gàidhlig"),
        ("sr", "Serbian", "Српски"),
        ("sd", "Sindhi", "سنڌي"),
        ("si", "Sinhala", "සිංහල"),
        ("sk", "Slovak", "Slovenčina"),
        ("sl", "Slovenian", "Slovenščina"),
        ("so", "Somali", "Soomaali"),
        ("es", "Spanish", "Español"),
        ("sw", "Swahili", "Kiswahili"),
        ("sv", "Swedish", "Svenska"),
        ("tg", "Tajik", "Тоҷикӣ"),
        ("ta", "Tamil", "தமிழ்"),
        ("te", "Telugu", "తెలుగు"),
        ("th", "Thai", "ไทย"),
        ("tr", "Turkish", "Türkçe"),
        ("tk", "Turkmen", "Türkmençe"),
        ("uk", "Ukrainian", "Українська"),
        ("ur", "Urdu", "اردو"),
        ("ug", "Uyghur", "ئۇيغۇرچە"),
        ("uz", "Uzbek", "Oʻzbekcha"),
        ("vi", "Vietnamese", "Tiếng Việt"),
        ("cy", "Welsh", "Cymraeg"),
        ("fy", "West Frisian", "Frysk"),
        ("yi", "Yiddish", "ייִדיש"),
        ("yo", "Yoruba", "Yorùbá"),
        ("zu", "Zulu", "isiZulu"),
    )
}


def primary(tag: str) -> str:
    """`uk-UA` -> `uk`, in today's spelling; '' when it is no BCP 47 tag. Never raises."""
    match = _PRIMARY.match(tag)
    code = match[1].lower() if match else ""
    return _SAME.get(code, code)


def direction(code: str) -> Direction:
    """The way a language is written, left to right where it is unknown."""
    return "rtl" if primary(code) in _RIGHT_TO_LEFT else "ltr"


def chosen(there: Collection[str], reader: str, page: str, default: str) -> str:
    """Which language of `there` to speak: the reader's, the page's, the default, English, or the first.

    '' when there is none. `reader` and `page` are BCP 47 tags as they come.
    """
    return next((code for code in _wished(reader, page, default) if code in there), next(iter(there), ""))


def _wished(*tags: str) -> Iterator[str]:
    yield from (primary(tag) for tag in tags)
    yield "en"
