"""Writes the messy files of this folder from the clean class in ../class-9b.

Nobody stands behind a row: answers are those of the synthetic class, names are made up.
Needs openpyxl (tried with 3.1): python3 make.py
"""

import csv
import datetime
import io
import json
import pathlib
import random
import zipfile

import openpyxl

HERE = pathlib.Path(__file__).parent
CLEAN = HERE.parent / "class-9b"
DEFINITIONS = HERE.parent.parent / "instruments" / "definitions"
WHEN = datetime.datetime(2026, 3, 19, 10, 12, 33)
RANDOM = random.Random(9)

NAMES = """Алексеева Дарья|Белов Артём|Воронова Ксения|Громов Илья|Денисова Полина|Егоров Матвей|Жданова Алёна|Зуев Кирилл
Иванова Анна|Калинин Степан|Лебедева Софья|Макаров Тимур|Никитина Вера|Орлов Глеб|Павлова Мария|Рябов Денис|Семёнова Ульяна
Титов Марк|Уварова Лидия|Фомин Пётр|Харитонова Яна|Цветков Роман|Чернова Ольга|Шубин Лев|Щукина Нина|Юдин Егор|Яковлева Зоя
Ярцев Захар""".replace("\n", "|").split("|")
LITHUANIAN = """Adomaitytė Rūta|Balčiūnas Jonas|Černiauskaitė Ieva|Daukša Matas|Eglinskaitė Ugnė|Grigas Tomas|Jankutė Austėja
Kairys Lukas|Liepaitė Goda|Mažeika Domas|Norkutė Eglė|Petraitis Jokūbas|Rimkutė Miglė|Šimkus Rokas|Tamulytė Greta|Urbonas Paulius
Vaitkutė Emilija|Zabiela Ignas|Žukaitė Gabija|Žilinskas Nojus|Šalkauskaitė Liepa|Stonkus Benas|Budrytė Saulė|Gedvilas Adas
Kubiliūtė Luknė|Morkūnas Kajus|Savickaitė Elija|Vilkas Dovydas""".replace("\n", "|").split("|")


def rows(instrument):
    with open(CLEAN / f"{instrument}.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def definition(instrument):
    with open(DEFINITIONS / f"{instrument}.json", encoding="utf-8") as file:
        return json.load(file)


PUPILS = {row["id"]: row for row in rows("pupils")}
NAME = dict(zip(PUPILS, NAMES))
IMENA = dict(zip(PUPILS, LITHUANIAN))


def write_text(name, table, separator, encoding, end="\r\n"):
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(table)
    (HERE / name).write_bytes(text.getvalue().encode(encoding))


def write_book(name, book):
    """Workbooks of equal content have equal bytes: no clock, no order of chance."""
    book.properties.created = book.properties.modified = WHEN
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as packed, zipfile.ZipFile(HERE / name, "w", zipfile.ZIP_DEFLATED) as out:
        for entry in packed.namelist():
            content = packed.read(entry)
            if entry == "docProps/core.xml":
                content = content.replace(content.split(b"<dcterms:modified")[1].split(b">")[1].split(b"<")[0], b"2026-03-19T10:12:33Z")
            out.writestr(zipfile.ZipInfo(entry, (2026, 3, 19, 10, 12, 32)), content, zipfile.ZIP_DEFLATED)


def stamp(place):
    return WHEN + datetime.timedelta(seconds=47 * place)


def google():
    """Google Forms: a question a pair; half of the titles are the pair, the others all the same."""
    items = definition("klimov-ddo")["texts"]["ru"]["items"]
    sex = {"male": "Мужской", "female": "Женский"}
    header = ["Отметка времени", "Фамилия и имя", "Ваш пол", "Класс"]
    for number in range(1, 21):
        options = items[str(number)]["options"]
        header.append(f"{number}. {options['a']} или {options['b'][0].lower()}{options['b'][1:]}" if number <= 10 else "Что вам ближе?")
    table = [header]
    for place, row in enumerate(rows("klimov-ddo")):
        person = PUPILS[row["id"]]
        answers = [items[str(n)]["options"].get(row[str(n)], "") for n in range(1, 21)]
        table.append([stamp(place).strftime("%d.%m.%Y %H:%M:%S"), NAME[row["id"]] + " " * (place % 3), sex[person["sex"]], "9Б", *answers])
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(table)
    (HERE / "Что мне ближе (Ответы) - Ответы на форму (1).csv").write_bytes(text.getvalue().encode("utf-8"))


def windows_1251():
    """Saved by Excel as CSV in Russian Windows: a title, an empty row, empty columns behind."""
    width = 27
    table = [["Мотивы выбора профессии, 9Б класс"] + [""] * (width - 1), [""] * width]
    table.append(["№", "Фамилия, имя", "Класс", *map(str, range(1, 21))] + [""] * (width - 23))
    for place, row in enumerate(rows("ovcharova-motives")):
        answers = [row[str(n)] + (" " if (place + n) % 17 == 0 else "") for n in range(1, 21)]
        table.append([str(place + 1), NAME[row["id"]], "9Б", *answers] + [""] * (width - 23))
    write_text("мотивы 9Б.csv", table, ";", "cp1251")


def microsoft():
    """Microsoft Forms: its own columns first, three choices in one cell, answers by label."""
    texts = definition("work-values")["texts"]["ru"]
    values = ["security", "pay", "conditions", "benefit", "team", "recognition", "growth", "creativity", "independence"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    statements = [f"u{n}" for n in range(1, 7)]
    sheet.append(["ID", "Start time", "Completion time", "Email", "Name", "Ваша фамилия и имя", "Выберите три самые важные ценности",
                  *[texts["items"][u]["prompt"] for u in statements]])
    for place, row in enumerate(rows("work-values")):
        chosen = [texts["items"][value]["prompt"] for value in values if row[value] == "1"]
        RANDOM.shuffle(chosen)
        labels = [texts["responses"]["agreement"].get(row[u], None) for u in statements]
        sheet.append([place + 1, stamp(place), stamp(place + 4), "anonymous", None, NAME[row["id"]].replace("ё", "е"),
                      "".join(f"{choice};" for choice in chosen), *labels])
    write_book("Что для меня важно в работе(1-28).xlsx", book)


def paper():
    """A big paper form typed into Excel: a title, headings merged over three columns, dashes of every kind, other sheets."""
    texts = definition("kabardova-opg")["texts"]["ru"]
    fields = ["skill", "attitude", "wish"]
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "ОПГ 9Б"
    sheet["A1"] = "Опросник профессиональной готовности, 9Б"
    sheet.merge_cells("A1:H1")
    sheet.cell(3, 1, "№")
    sheet.cell(3, 2, "Фамилия Имя")
    for number in range(1, 51):
        column = 3 * number
        sheet.cell(3, column, f"{number}. {texts['items'][str(number)]['prompt']}")
        sheet.merge_cells(start_row=3, start_column=column, end_row=3, end_column=column + 2)
        for part, field in enumerate(fields):
            sheet.cell(4, column + part, texts["fields"][field])
    dashes = ["-", "–", "—", "\u2212"]
    for place, row in enumerate(rows("kabardova-opg")):
        sheet.cell(5 + place, 1, place + 1)
        sheet.cell(5 + place, 2, NAME[row["id"]])
        for number in range(1, 51):
            for part, field in enumerate(fields):
                answer = row[f"{number}.{field}"]
                if answer:
                    value = int(answer) if answer.isdigit() else RANDOM.choice(dashes)
                    sheet.cell(5 + place, 3 * number + part, value)
    notes = book.create_sheet("заметки")
    notes.append(["Кого не было", "причина"])
    notes.append(["никого", None])
    hidden = book.create_sheet("старое")
    hidden.append(["id", *[f"{n}.{field}" for n in range(1, 51) for field in fields]])
    hidden.append([1] * 151)
    hidden.sheet_state = "hidden"
    write_book("ОПГ с бланков.xlsx", book)


def unicode_text():
    """"Unicode text" of Excel: UTF-16 with tabs; decimal commas; the length of a printed line measured."""
    texts = definition("dembo-rubinstein")["texts"]["ru"]
    items = ["health", "mind", "character", "authority", "hands", "looks", "confidence"]
    header = ["Код", "Класс", "Длина линии на бланке, мм"]
    header += [f"{texts['items'][i]['prompt']}: {texts['fields'][f].lower()}" for i in items for f in ("now", "want")]
    table = [header]
    for row in rows("dembo-rubinstein"):
        marks = [row[f"{i}.{f}"] for i in items for f in ("now", "want")]
        table.append([row["id"], "9 «Б»", "100,0", *[mark + (",0" if mark and RANDOM.random() < 0.3 else "") for mark in marks]])
    text = io.StringIO()
    csv.writer(text, delimiter="\t", lineterminator="\r\n").writerows(table)
    (HERE / "самооценка.txt").write_bytes(b"\xff\xfe" + text.getvalue().encode("utf-16-le"))


def sides():
    """Entered from the printed form by side: L3 .. 0 .. R3, some on a Russian keyboard; a sum in a formula."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "СЖО"
    sheet.append(["id", "Пол", *[f"{n}." for n in range(1, 21)], "Сумма"])
    letters = [("L", "R"), ("l", "r"), ("Л", "П")]
    for place, row in enumerate(rows("szho")):
        left, right = letters[place % 3]
        answers = []
        for n in range(1, 21):
            place7 = row[str(n)]
            offset = int(place7) - 4 if place7 else None
            answers.append(None if offset is None else 0 if offset == 0 else f"{left}{-offset}" if offset < 0 else f"{right}{offset}")
        sheet.append([row["id"], "ж" if PUPILS[row["id"]]["sex"] == "female" else "м", *answers, f"=COUNTA(C{place + 2}:V{place + 2})"])
        sheet.cell(place + 2, 1).number_format = "@"
    write_book("СЖО ввод.xlsx", book)


def windows_1257():
    """Typed by a teacher in Lithuania: Windows-1257, several observers a pupil."""
    table = [["Vardas, pavardė", "Stebėtojas", "Data", *[f"a{n}" for n in range(1, 9)], "Pastabos"]]
    observers = {"psychologist": "psichologė", "mentor": "mentorius", "class_teacher": "auklėtoja"}
    for row in rows("observation-sheet"):
        answers = [row[f"a{n}"] for n in range(1, 9)]
        table.append([IMENA[row["id"]], observers.get(row["rater"], row["rater"]), row["date"], *answers, ""])
    write_text("stebėjimo lapas.csv", table, ";", "cp1257")


if __name__ == "__main__":
    google()
    windows_1251()
    microsoft()
    paper()
    unicode_text()
    sides()
    windows_1257()
