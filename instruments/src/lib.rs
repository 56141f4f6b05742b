//! The instrument and battery definitions of orientir, as data: one JSON document each.

#![forbid(unsafe_code)]

/// The instruments by id, in the order in which they are listed.
pub const INSTRUMENTS: &[(&str, &str)] = &[
    ("klimov-ddo", include_str!("../definitions/klimov-ddo.json")),
    ("klimov-ddo-rated", include_str!("../definitions/klimov-ddo-rated.json")),
    ("klimov-azbel-30", include_str!("../definitions/klimov-azbel-30.json")),
    ("klimov-statements-30", include_str!("../definitions/klimov-statements-30.json")),
    ("profession-awareness", include_str!("../definitions/profession-awareness.json")),
    ("dembo-rubinstein", include_str!("../definitions/dembo-rubinstein.json")),
    ("career-plan", include_str!("../definitions/career-plan.json")),
    ("career-competences", include_str!("../definitions/career-competences.json")),
    ("ovcharova-motives", include_str!("../definitions/ovcharova-motives.json")),
    ("work-values", include_str!("../definitions/work-values.json")),
    ("inglehart-4", include_str!("../definitions/inglehart-4.json")),
    ("inglehart-12", include_str!("../definitions/inglehart-12.json")),
    ("szho", include_str!("../definitions/szho.json")),
    ("life-direction", include_str!("../definitions/life-direction.json")),
    ("kabardova-opg", include_str!("../definitions/kabardova-opg.json")),
    ("observation-sheet", include_str!("../definitions/observation-sheet.json")),
    ("riasec-markers", include_str!("../definitions/riasec-markers.json")),
];

/// The batteries by id.
pub const BATTERIES: &[(&str, &str)] = &[("self-determination", include_str!("../batteries/self-determination.json"))];
