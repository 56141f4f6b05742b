"""Writes the tables of this folder: the class of ../class-9b as people really keep it.

Run with Python 3.11 and openpyxl 3.1.5 (`pip install openpyxl==3.1.5` into an environment of its own): `python make.py`. The
same seed and the same openpyxl give the same bytes.

All answers are those of ../class-9b, which a program made up; the names were made up here.
"""

import csv
import io
import json
import random
import re
import zipfile
from datetime import datetime, timedelta
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

HERE = Path(__file__).parent
CLEAN = HERE.parent / "class-9b"
DEFINITIONS = HERE.parent.parent / "instruments" / "definitions"
SEED = 66
NBSP = "\u00a0"

# By the sexes of the class; they stand as in the register, with `ё`.
FEMALE = """Алфёрова Алёна|Берестова Варвара|Вешнякова Дарья|Гордеева-Лунина Ульяна|Дроздова Кира|Ежова Пелагея
Жаркова Агния|Зимина Лидия|Королёва Фёкла|Лугова Майя|Ракитина Ася|Сычёва Нонна|Уварова Злата|Юрьева Эмма"""
MALE = """Абрамцев Пётр|Бобров Артём|Ветлугин Глеб|Глухарёв Савва|Дубков Лев|Ершов Матвей|Журавлёв Семён
Затонский Клим|Крутов Мирон|Лисицын Назар|Ольшанский Остап|Речкин Фёдор|Стрижов Тихон|Холмогоров Ян|Яблоков Егор"""
FEMALE_LT = """Adomaitytė Ąžuolė|Beržinytė Rūta|Čepaitytė Gintarė|Dobilaitė Ugnė|Eglytė Šarūnė|Gervytė Živilė
Ievaitė Monika|Jurginytė Austėja|Kregždytė Eglė|Lelijytė Viltė|Pievaitė Gabija|Rasaitė Jūratė|Smilgytė Įva|Žiedaitė Liepa"""
MALE_LT = """Ąžuolaitis Jonas|Bebriukas Ąžuolas|Čiobrelis Matas|Dagilis Šarūnas|Elniukas Žygimantas|Gandraitis Ugnius
Kelmas Ignas|Lapinas Rokas|Miškinis Džiugas|Pušaitis Augustas|Rugys Kęstutis|Šermukšnis Linas|Ūdras Vytis|Žvirblis Nojus|Žvynelis Simas"""


def split(names):
    return [name for line in names.split("\n") for name in line.split("|")]


def table(name):
    """A clean table: its header and its rows by id."""
    with open(CLEAN / f"{name}.csv", encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows


def texts(name):
    """The Russian texts of an instrument."""
    return json.loads((DEFINITIONS / f"{name}.json").read_text("utf-8"))["texts"]["ru"]


def pupils():
    """Id, sex, Russian name, Lithuanian name of every pupil."""
    header, rows = table("pupils")
    left = {"female": (split(FEMALE), split(FEMALE_LT)), "male": (split(MALE), split(MALE_LT))}
    draw = random.Random(SEED)
    for names in left.values():
        for list_ in names:
            draw.shuffle(list_)
    found = []
    for row in rows:
        sex = row[header.index("sex")]
        ru, lt = left[sex]
        found.append((row[0], sex, ru.pop(), lt.pop()))
    return found


PUPILS = pupils()
NAME = {id_: name for id_, _, name, _ in PUPILS}
NAME_LT = {id_: name for id_, _, _, name in PUPILS}
SEX = {id_: sex for id_, sex, _, _ in PUPILS}
BY_NAME = sorted(NAME, key=lambda id_: NAME[id_].replace("ё", "е"))


def careless(name, draw):
    """A name as its owner types it."""
    way = draw.randrange(7)
    if way == 0:
        return name.replace("ё", "е").replace("Ё", "Е")
    if way == 1:
        return name.replace(" ", "  ")
    if way == 2:
        return name.replace(" ", NBSP)
    if way == 3:
        return name + " "
    return name


def write(name, rows, encoding, separator, end="\r\n", quote=csv.QUOTE_MINIMAL, mark=b""):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end, quoting=quote).writerows(rows)
    (HERE / name).write_bytes(mark + text.getvalue().encode(encoding))


def save(name, book, values=()):
    """Saves a workbook with no trace of the clock, and formulas with the values that Excel would keep beside them."""
    made = datetime(2026, 3, 20, 9, 0, 0)
    book.properties.created = book.properties.modified = made
    book.properties.creator = "orientir"
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in sorted(old.namelist()):
            content = old.read(entry)
            if entry == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-03-20T09:00:00Z", content)
            if entry == "xl/worksheets/sheet1.xml":
                for cell, value in values:
                    formula = rb'(<c r="%s"[^>]*><f>[^<]*</f>)<v ?/?>(?:</v>)?' % cell.encode()
                    content, count = re.subn(formula, rb"\g<1><v>%s</v>" % value.encode(), content)
                    assert count == 1, cell
            info = zipfile.ZipInfo(entry, (2026, 3, 20, 9, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, content)


def klimov():
    """Google Forms, downloaded from the form itself: every cell in quotes, a stamp with a time zone."""
    draw = random.Random(SEED + 1)
    _, rows = table("klimov-ddo")
    items = texts("klimov-ddo")["items"]

    def small(text):
        return text[0].lower() + text[1:]

    header = ["Отметка времени", "Фамилия и имя", "Ваш пол", "Класс"]
    for number in range(1, 21):
        a, b = items[str(number)]["options"].values()
        # Whoever made the form grew tired of typing pairs.
        header.append(f"{number}. {a} или {small(b)}" if number <= 14 else "Что вам ближе?")
    draw.shuffle(rows)
    sent = datetime(2026, 3, 19, 10, 2, 11)
    made = []
    for id_, *answers in rows:
        sent += timedelta(seconds=draw.randrange(5, 90))
        stamp = sent.strftime("%Y/%m/%d %I:%M:%S %p GMT+7")
        sex = {"female": "Женский", "male": "Мужской"}[SEX[id_]]
        class_ = draw.choice(["9Б", "9б", "9 Б", "9 «Б»", "9-Б", "9Б "])
        words = [items[str(number)]["options"][answer] for number, answer in enumerate(answers, 1)]
        made.append([stamp, careless(NAME[id_], draw), sex, class_, *words])
    # Somebody pressed the button twice.
    again = list(made[11])
    again[0] = (sent + timedelta(seconds=40)).strftime("%Y/%m/%d %I:%M:%S %p GMT+7")
    write("ДДО 9Б (Ответы).csv", [header, *made, again], "utf-8", ",", end="\n", quote=csv.QUOTE_ALL)


def ovcharova():
    """Excel's CSV on a Russian machine: Windows-1251, semicolons, what stood beside and above the table."""
    draw = random.Random(SEED + 2)
    answers = {id_: rest for id_, *rest in table("ovcharova-motives")[1]}
    behind = [""] * 3
    wide = 3 + 20
    rows = [["Мотивы выбора профессии, 9Б класс"] + [""] * (wide - 1) + behind, [""] * wide + behind]
    rows.append(["№", "Фамилия, имя", "Класс", *map(str, range(1, 21)), *behind])
    for number, id_ in enumerate(BY_NAME, 1):
        cells = [" " + a if draw.random() < 0.03 else a for a in answers[id_]]
        rows.append([str(number), careless(NAME[id_], draw), "9Б", *cells, *behind])
    # Excel saves rows that were once touched.
    rows += [[""] * (wide + 3) for _ in range(2)]
    write("Мотивы выбора профессии 9Б.csv", rows, "cp1251", ";")


def work_values():
    """Microsoft Forms: its own five columns, three choices in one cell, answers in words."""
    draw = random.Random(SEED + 3)
    header, rows = table("work-values")
    words = texts("work-values")
    asked = {id_: item["prompt"] for id_, item in words["items"].items()}
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    statements = [asked[f"u{number}"] for number in range(1, 7)]
    sheet.append(
        ["ID", "Start time", "Completion time", "Email", "Name", "Ваша фамилия и имя" + NBSP]
        + ["Выберите из девяти ценностей три самые важные для вас", *(text + NBSP for text in statements)]
    )
    draw.shuffle(rows)
    start = datetime(2026, 3, 19, 11, 3, 20)
    for number, (id_, *cells) in enumerate(rows, 1):
        given = dict(zip(header[1:], cells))
        chosen = [asked[value] for value in list(asked)[:9] if given[value] == "1"]
        draw.shuffle(chosen)
        agreed = [words["responses"]["agreement"][given[f"u{n}"]] for n in range(1, 7)]
        start += timedelta(seconds=draw.randrange(3, 50))
        end = start + timedelta(seconds=draw.randrange(100, 400))
        cells = [number, start, end, "anonymous", None, careless(NAME[id_], draw), ";".join(chosen) + ";", *agreed]
        sheet.append(cells)
        for column in (2, 3):
            sheet.cell(number + 1, column).number_format = "m/d/yy h:mm:ss"
    save("Ценности труда(1-28).xlsx", book)


def kabardova():
    """A paper sheet copied into Excel: a heading over three columns, all dashes that keyboards have, other sheets."""
    draw = random.Random(SEED + 4)
    answers = {id_: rest for id_, *rest in table("kabardova-opg")[1]}
    words = texts("kabardova-opg")
    book = Workbook()
    sheet = book.active
    sheet.title = "9Б"
    sheet["A1"] = "Опросник профессиональной готовности, 9Б, март 2026"
    sheet["A1"].font = Font(bold=True)
    sheet.merge_cells("A1:H1")
    for column, text in ((1, "№"), (2, "Фамилия, имя")):
        sheet.cell(3, column, text)
        # Over both rows of the header.
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    for number in range(50):
        column = 3 + 3 * number
        cell = sheet.cell(3, column, f"{number + 1}. {words['items'][str(number + 1)]['prompt']}")
        cell.alignment = Alignment(wrap_text=True)
        sheet.merge_cells(start_row=3, end_row=3, start_column=column, end_column=column + 2)
        for offset, field in enumerate(("skill", "attitude", "wish")):
            sheet.cell(4, column + offset, words["fields"][field])
    for number, id_ in enumerate(BY_NAME, 1):
        row = 4 + number
        sheet.cell(row, 1, number)
        sheet.cell(row, 2, careless(NAME[id_], draw))
        for offset, answer in enumerate(answers[id_]):
            dash = draw.choices(["–", "—", "−", "-", "- "], [4, 3, 2, 4, 1])[0]
            sheet.cell(row, 3 + offset, dash if answer == "-" else int(answer))
    sheet.freeze_panes = "C5"
    notes = book.create_sheet("заметки")
    for line in (["Что", "Когда"], ["раздать бланки", "17 марта"], ["1. Проверить, все ли сдали", "19 марта"]):
        notes.append(line)
    hidden = book.create_sheet("черновик")
    hidden.append(["№", "Фамилия, имя", "1.skill", "1.attitude", "1.wish"])
    hidden.append([1, "проба", 2, 2, 2])
    hidden.sheet_state = "hidden"
    save("ОПГ 9Б с бланков.xlsx", book)


def dembo():
    """Excel's Unicode text: UTF-16, tabs, decimal commas. Half millimetres and a blank need a clean table of their own."""
    draw = random.Random(SEED + 5)
    header, rows = table("dembo-rubinstein")
    words = texts("dembo-rubinstein")
    items = [item for item in words["items"] if item != "line_length"]
    columns = []
    for number, item in enumerate(items):
        between = [": {}", " – {}", " ({})"][number % 3]
        for field in ("now", "want"):
            label = words["fields"][field]
            columns.append(words["items"][item]["prompt"] + between.format(label[0].lower() + label[1:]))
    made = [["№", "Фамилия Имя", "Класс", *columns, "Длина линии на бланке, мм"]]
    clean = [[*header, "line_length"]]
    answers = {id_: rest for id_, *rest in rows}
    for number, id_ in enumerate(BY_NAME, 1):
        marks = [float(mark) for mark in answers[id_]]
        # Those who measured with a good ruler.
        marks = [mark + 0.5 if draw.random() < 0.3 and mark < 97 else mark for mark in marks]
        length = draw.choices([100, 98, 97.5], [20, 3, 1])[0]
        marks = [min(mark, length) for mark in marks]
        cells = [f"{mark:g}" for mark in marks]
        if number == 9:
            # The mark was forgotten.
            cells[8] = ""
        length = f"{length:g}"
        clean.append([id_, *cells, length])
        cells = [cell.replace(".", ",") for cell in [*cells, length]]
        class_ = draw.choice(["9 «Б»", "9 «Б»", "9«Б»"])
        made.append([str(number), careless(NAME[id_], draw), class_, *cells])
    # Excel puts cells with commas or quotes in quotes.
    lines = []
    for row in made:
        quoted = ['"' + cell.replace('"', '""') + '"' if re.search(r'[,"\t]', cell) else cell for cell in row]
        lines.append("\t".join(quoted) + "\r\n")
    (HERE / "Дембо-Рубинштейн 9Б.txt").write_bytes(b"\xff\xfe" + "".join(lines).encode("utf-16-le"))
    clean[1:] = sorted(clean[1:])
    write("expected/dembo-rubinstein.csv", clean, "utf-8", ",", end="\n")


def szho():
    """Places on paper: left three to right three, typed by several hands. The middle is 0."""
    draw = random.Random(SEED + 6)
    _, rows = table("szho")
    book = Workbook()
    sheet = book.active
    sheet.title = "Лист1"
    sheet.append(["Код", "Пол", *(f"{number}." for number in range(1, 21)), "Сумма"])
    left, right = ["L", "Л", "l", "л"], ["R", "П", "r", "п"]
    values = []
    for number, (id_, *answers) in enumerate(rows, 2):
        # One hand a pupil, and now and then the other keyboard.
        hand = draw.choices(range(4), [4, 3, 1, 2])[0]
        sheet.cell(number, 1, id_).number_format = "@"
        sheet.cell(number, 2, {"female": "ж", "male": "м"}[SEX[id_]])
        for column, answer in enumerate(answers, 3):
            place = int(answer) - 4
            letters = left if place < 0 else right
            letter = letters[hand if draw.random() < 0.9 else draw.randrange(4)]
            sheet.cell(number, column, f"{letter}{abs(place)}" if place else 0)
        # Letters cannot be added up; the formula remains from last year's table of numbers.
        last = get_column_letter(2 + len(answers))
        sheet.cell(number, 3 + len(answers), f"=SUM(C{number}:{last}{number})")
        values.append((f"{get_column_letter(3 + len(answers))}{number}", "0"))
    save("СЖО 9Б с бланков.xlsx", book, values)


def observation():
    """A Lithuanian teacher's Excel: Windows-1257, semicolons, several rows a pupil."""
    draw = random.Random(SEED + 7)
    _, rows = table("observation-sheet")
    raters = {"psychologist": "psichologė", "mentor": "mentorius", "class_teacher": "auklėtoja"}
    made = [["Vardas, pavardė", "Stebėtojas", "Data", *(f"a{number}" for number in range(1, 9))]]
    for id_, rater, date, *answers in rows:
        surname, first = NAME_LT[id_].split(" ")
        name = f"{first} {surname}"
        made.append([name + " " if draw.random() < 0.1 else name, raters[rater], date, *answers])
    write("Stebėjimo lapas 9B.csv", made, "cp1257", ";")


def names():
    """Who is who, for the test that compares the scores."""
    rows = [["id", "ru", "lt"]]
    for id_, _, ru, lt in PUPILS:
        surname, first = lt.split(" ")
        rows.append([id_, ru, f"{first} {surname}"])
    write("expected/names.csv", rows, "utf-8", ",", end="\n")


def main():
    (HERE / "expected").mkdir(exist_ok=True)
    klimov()
    ovcharova()
    work_values()
    kabardova()
    dembo()
    szho()
    observation()
    names()


if __name__ == "__main__":
    main()
