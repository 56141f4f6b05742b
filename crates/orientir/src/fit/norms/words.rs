//! What `fit` says of norms.

use crate::trilingual;

trilingual! {
    /// What is said of norms.
    pub enum Said {
        // Columns.
        Group: "группа" | "grupė" | "group";
        Scale: "шкала" | "skalė" | "scale";
        People: "n" | "n" | "n";
        Effective: "n эфф." | "n ef." | "eff. n";
        Mean: "среднее" | "vidurkis" | "mean";
        Deviation: "ст. откл." | "st. nuokr." | "SD";
        MeanError: "ошибка ср." | "vid. paklaida" | "SE of mean";
        Middle: "ошибка T" | "T paklaida" | "SE of T";
        Everybody: "все" | "visi" | "everybody";
        // Remarks.
        Made: "Нормы `{id}`: человек {people}, источников {sources}." | "Normos `{id}`: žmonių {people}, šaltinių {sources}."
            | "Norms `{id}`; people: {people}, sources: {sources}.";
        Local: "Это местная группа сравнения, а не нормы для других: источников меньше пяти или людей меньше 300."
            | "Tai vietinė palyginimo grupė, ne normos kitiems: šaltinių mažiau nei penki arba žmonių mažiau nei 300."
            | "This is a local comparison group and no norm for others: fewer than five sources, or fewer than 300 people.";
        LeftOut: "Не вошли {people}: о них неизвестно то, по чему делятся группы, или их группа в своей школе слишком мала и в своде объединена с другими, или в файле долей их нет."
            | "Neįtraukta {people}: nežinoma, pagal ką skirstomos grupės, arba jų grupė mokykloje per maža ir suvestinėje sujungta su kitomis, arba dalių faile jų nėra."
            | "Left out: {people}. What groups are made by is not known of them, or their group at the school is too small and was joined to others in the tally, or the margins do not name them.";
        Few: "Мало людей (меньше {few} независимых): {groups}. Считать ориентировочными."
            | "Mažai žmonių (mažiau nei {few} nepriklausomų): {groups}. Laikyti apytikslėmis."
            | "Few people (fewer than {few} independent ones): {groups}. Take them as provisional.";
        Refused: "Норм нет, людей меньше {least}: {groups}. Всё равно посчитать: --force."
            | "Normų nėra, žmonių mažiau nei {least}: {groups}. Vis tiek skaičiuoti: --force."
            | "No norm, fewer than {least} people: {groups}. To have it all the same: --force.";
        Ipsative: "Норм нет: {scales}. Эти баллы отнимают друг у друга, их сравнивают у одного человека, а не с другими людьми."
            | "Normų nėra: {scales}. Šie balai atima vieni iš kitų, jie lyginami vieno žmogaus, o ne su kitais."
            | "No norm: {scales}. These scores take from each other and are compared within a person, not with others.";
        Missing: "Это больше десятой части выборки: нормы могут сместиться. Делайте свод ровно по тем признакам, по которым нужны нормы, и узнайте недостающее."
            | "Tai daugiau nei dešimtadalis imties: normos gali pasislinkti. Suvestinę darykite tik pagal tuos požymius, pagal kuriuos reikia normų, ir sužinokite, ko trūksta."
            | "That is more than a tenth of the sample, and norms may be off. Count by exactly what norms are made by, and find out what is not known.";
        Alpha: "альфа" | "alfa" | "alpha";
        OneSource: "Источник один: насколько похожи ученики одной школы, не известно, и ошибки, скорее всего, занижены."
            | "Šaltinis vienas: kiek panašūs vienos mokyklos mokiniai, nežinoma, ir paklaidos tikriausiai per mažos."
            | "There is one source: how alike pupils of a school are is not known, and the errors are probably too small.";
        Error: "Ошибки - по {replicates} повторным выборкам ({what}, начало {seed}); ошибка T - в середине группы."
            | "Paklaidos - pagal {replicates} pakartotinių imčių ({what}, pradžia {seed}); T paklaida - grupės viduryje."
            | "Standard errors by {replicates} draws of {what}, seed {seed}; that of T in the middle of the group.";
        OfSources: "источников целиком" | "ištisų šaltinių" | "whole sources";
        OfPeople: "людей" | "žmonių" | "people";
        Use: "Применить: orientir score {instrument} ОТВЕТЫ --norms {file}" | "Taikyti: orientir score {instrument} ATSAKYMAI --norms {file}"
            | "To use them: orientir score {instrument} ANSWERS --norms {file}";
    }
}
