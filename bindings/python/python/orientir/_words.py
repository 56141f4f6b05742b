"""Words for people: those of the interface, and those that a definition brings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_LANGUAGES = ("ru", "lt", "en")

# Russian, Lithuanian, English; the same words as those of the command line.
_INTERFACE: dict[str, tuple[str, str, str]] = {
    "id": ("id", "id", "id"),
    "row": ("строка", "eilutė", "row"),
    "level": ("уровень", "lygis", "level"),
    "type": ("тип", "tipas", "type"),
    "flags": ("отметки", "žymos", "flags"),
    "occasion": ("срез", "matavimas", "occasion"),
    "rater": ("наблюдатель", "stebėtojas", "rater"),
    "date": ("дата", "data", "date"),
    "score": ("балл", "balas", "score"),
    "scale": ("шкала", "skalė", "scale"),
    "missing": ("нет", "nėra", "missing"),
    "invalid": ("ошибка", "klaida", "invalid"),
    "not_administered": ("не задан", "neklausta", "not asked"),
    "not_applicable": ("не о нём", "netaikoma", "n/a"),
    "check_failed": ("проверка", "patikra", "check"),
    "restricted": ("только группы", "tik grupėms", "groups only"),
    "undefined": ("не число", "ne skaičius", "undefined"),
    "overflow": ("отметка дальше конца линии", "žyma už linijos galo", "a mark beyond the end of a line"),
    "problems": ("проблем: {n}, см. .problems", "problemų: {n}, žr. .problems", "{n} problems: see .problems"),
    "one_problem": ("проблем: 1, см. .problems", "problemų: 1, žr. .problems", "1 problem: see .problems"),
    "first_rows": ("первые строки: {n} из {of}", "pirmos eilutės: {n} iš {of}", "first {n} of {of} rows"),
    "prorated": (
        "≈ — балл пересчитан по части ответов",
        "≈ — balas perskaičiuotas pagal dalį atsakymų",
        "≈ is a score made up from part of the answers",
    ),
    "no_level": ("без уровня", "be lygio", "no level"),
    "no_standard": ("без стандартного балла", "be standartinio balo", "no standard score"),
    "see_explain": ("почему — см. .explain()", "kodėl — žr. .explain()", ".explain() says why"),
    "why_wording": (
        "норма сделана по другому тексту",
        "norma sudaryta pagal kitą tekstą",
        "the norm was made with another wording",
    ),
    "why_covariate": (
        "неизвестны пол, возраст или класс",
        "nežinoma lytis, amžius ar klasė",
        "sex, age or grade is not known",
    ),
    "why_people": (
        "норма сделана на других людях",
        "norma sudaryta pagal kitus žmones",
        "the norm was made from other people",
    ),
    "why_comparison": (
        "есть только местная группа сравнения, а не норма",
        "yra tik vietinė palyginimo grupė, ne norma",
        "there is a local comparison group and no norm",
    ),
    "why_needs": (
        "не выполнено условие уровня",
        "neįvykdyta lygio sąlyga",
        "what the level needs does not hold",
    ),
    "key": ("ключ", "raktas", "key"),
    "fields": ("полей", "laukų", "fields"),
    "scales": ("шкалы", "skalės", "scales"),
    "levels": ("уровни", "lygiai", "levels"),
    "title": ("название", "pavadinimas", "title"),
    "also": ("также", "taip pat", "also called"),
    "population": ("для кого", "kam skirta", "made for"),
    "administration": ("проведение", "atlikimas", "given"),
    "needs": ("нужны столбцы", "reikia stulpelių", "needs columns"),
    "wording": ("текст", "tekstas", "wording"),
    "own": ("наш", "mūsų", "own"),
    "none": ("на бумаге", "popieriuje", "on paper"),
    "published": ("издание", "leidinys", "published"),
    "norms": ("нормы", "normos", "norms"),
    "no_norms": (
        "нет: баллы описываются, а не сравниваются с другими людьми",
        "nėra: balai aprašomi, o ne lyginami su kitais žmonėmis",
        "none: scores are described, not compared with other people",
    ),
    "no_levels": ("нет", "nėra", "none"),
    "yes": ("есть", "yra", "yes"),
    "no": ("нет", "nėra", "no"),
    "pupils": ("школьники", "mokiniai", "pupils"),
    "students": ("студенты", "studentai", "students"),
    "adults": ("взрослые", "suaugusieji", "adults"),
    "general": ("люди всех возрастов", "įvairaus amžiaus žmonės", "people of all ages"),
    "everybody": ("все", "visi", "everybody"),
    "male": ("мужской пол", "vyrai", "male"),
    "female": ("женский пол", "moterys", "female"),
    "age": ("возраст", "amžius", "age"),
    "grade": ("класс", "klasė", "grade"),
    "minutes": ("мин.", "min.", "min"),
    "group": ("можно классом", "galima visai klasei", "a class together"),
    "read_aloud": ("можно читать вслух", "galima skaityti balsu", "may be read aloud"),
    "retest": (
        "повтор не раньше чем через {n} дн.",
        "pakartoti ne anksčiau kaip po {n} d.",
        "again after {n} days at the earliest",
    ),
    "pupil": ("ученик", "mokinys", "pupil"),
    "class_teacher": ("классный руководитель", "klasės vadovas", "class teacher"),
    "psychologist": ("психолог", "psichologas", "psychologist"),
    "sees": ("кто что видит", "kas ką mato", "who sees what"),
    "nothing": ("ничего", "nieko", "nothing"),
    "description": ("описание", "aprašymą", "description"),
    "sees_levels": ("уровни", "lygius", "levels"),
    "evidence": ("обоснованность", "pagrįstumas", "evidence"),
    "doubt": ("сомнение", "abejonė", "doubt"),
    "cautions": ("оговорки", "išlygos", "cautions"),
    "overall": ("в целом", "iš viso", "overall"),
    "coverage": ("{n} из {of}", "{n} iš {of}", "{n} of {of}"),
    "talk": ("стоит поговорить", "verta pasikalbėti", "worth a talk"),
    "unknown_figure": (
        "рисунка `{name}` нет; {known}",
        "paveikslo `{name}` nėra; {known}",
        "there is no figure `{name}`; {known}",
    ),
    "has_figures": ("есть: {names}", "yra: {names}", "there are: {names}"),
    "has_no_figures": ("рисунков здесь нет", "paveikslų čia nėra", "there are no figures here"),
    "unknown_audience": (
        "нет такого читателя: `{name}` (можно: {allowed})",
        "nėra tokio skaitytojo: `{name}` (galima: {allowed})",
        "there is no such reader: `{name}` (allowed: {allowed})",
    ),
    "table_changed": (
        "таблица даёт для строки {row} уже другие баллы: её изменили или строку пропустили, см. .problems",
        "lentelė {row} eilutei dabar duoda kitus balus: ji pakeista arba eilutė praleista, žr. .problems",
        "the table gives other scores for row {row} by now: it was changed, or the row was passed over, see .problems",
    ),
    "page_pupil": ("для ученика", "mokiniui", "for the pupil"),
    "page_parents": ("для родителей", "tėvams", "for the parents"),
    "page_psychologist": ("для психолога", "psichologui", "for the psychologist"),
    "page_class": ("класс, для психолога", "klasė, psichologui", "class, for the psychologist"),
    "no_ranking": (
        "Это не диагноз и не рейтинг учеников.",
        "Tai nėra diagnozė ar mokinių reitingas.",
        "This is no diagnosis and no ranking of pupils.",
    ),
    "grades": (
        "A — два источника и больше, B — один, C — пересказ, D — выведено или наше соглашение, M — по памяти",
        "A — du ar daugiau šaltinių, B — vienas, C — perpasakota, D — išvesta arba mūsų susitarimas, M — iš atminties",
        "A: two or more sources, B: one, C: reported by another, D: derived or our convention, M: from memory",
    ),
}


class Words:
    """The words of a definition in a language, or in the first that it has; a code where there are none."""

    def __init__(self, definition: Mapping[str, Any], lang: str) -> None:
        self.lang = lang if lang in _LANGUAGES else "en"
        texts: Mapping[str, Any] = definition.get("texts", {})
        self.text_lang = lang if lang in texts else next(iter(texts), self.lang)
        self._texts: Mapping[str, Any] = texts.get(self.text_lang, {})

    def ui(self, name: str, /, **arguments: object) -> str:
        """A word of the interface."""
        phrase = _INTERFACE.get(name)
        return phrase[_LANGUAGES.index(self.lang)].format(**arguments) if phrase else name

    def head(self, name: str) -> str:
        """The title or the purpose; nothing where there is none."""
        return str(self._texts.get(name, ""))

    def of(self, group: str, code: str) -> str:
        """What a scale, level, type, check or caution is called."""
        text: Any = self._texts.get(group, {}).get(code, code)
        return str(text if isinstance(text, str) else text["name"])

    def number(self, number: float) -> str:
        """A number as a person reads it, and as `explain` writes it: at most two decimals. Frames hold all of it."""
        text = f"{number:.2f}".rstrip("0").rstrip(".").replace("-", "−")
        return "0" if text == "−0" else text if self.lang == "en" else text.replace(".", ",")

    def coverage(self, text: str) -> str:
        """How many indicators are graded, of those that could be."""
        graded, of = text.split(" of ")
        return self.ui("coverage", n=graded, of=of)

    def problems(self, count: int) -> str:
        """How many problems there are, and where."""
        return self.ui("one_problem") if count == 1 else self.ui("problems", n=count)

    def status(self, status: str | None) -> str:
        """Why there is no score. A refusal is a right and reads like any missing score."""
        return self.ui("missing" if status is None or status == "refused" else status)

    def check(self, flag: str) -> str:
        """What a flag says."""
        return self.ui(flag) if flag == "overflow" else self.of("checks", flag)
