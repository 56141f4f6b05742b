//! Types of choice pairs: determined exactly where every completion gives the same leaders.

use orientir::{Answers, Instrument};
use proptest::prelude::*;
use serde_json::json;

use super::cases;

/// Pairs of types, and an answer to each: the first, the second, or none.
#[derive(Clone, Debug)]
struct Pairs {
    types: usize,
    items: Vec<(usize, usize)>,
    given: Vec<Option<bool>>,
}

fn pairs() -> impl Strategy<Value = Pairs> {
    (3..=4_usize).prop_flat_map(|types| {
        // Every type stands in a circle first, so that none is without an option.
        let more = prop::collection::vec((0..types, 1..types), 0..=4);
        (Just(types), more).prop_flat_map(|(types, more)| {
            let circle = (0..types).map(move |t| (t, (t + 1) % types));
            let pairs: Vec<_> = circle.chain(more.into_iter().map(|(t, step)| (t, (t + step) % types))).collect();
            let given = prop::collection::vec(any::<bool>(), pairs.len());
            let missing = prop::collection::vec(0..pairs.len(), 0..=4);
            (Just(types), Just(pairs), given, missing).prop_map(|(types, pairs, given, missing)| {
                let mut given: Vec<_> = given.into_iter().map(Some).collect();
                for place in missing {
                    given[place] = None;
                }
                Pairs { types, items: pairs, given }
            })
        })
    })
}

impl Pairs {
    fn instrument(&self) -> Instrument {
        let basis = json!({"source": "here", "evidence": "D"});
        let option = |t: usize| json!({"key": format!("t{t}")});
        let items: Vec<_> = self
            .items
            .iter()
            .enumerate()
            .map(|(i, (a, b))| json!({"id": format!("p{i}"), "options": {"a": option(*a), "b": option(*b)}}))
            .collect();
        let scale = |t: usize| json!({"id": format!("t{t}"), "method": {"count": {"keyed": {"key": format!("t{t}")}}}, "basis": basis});
        let chance = |t: usize| json!({"id": format!("t{t}"), "by": [{"scale": format!("t{t}")}]});
        let definition = json!({"format": 1, "id": "pairs", "version": "1.0.0",
            "about": {"wording": "own", "sources": {"here": {"cite": "made up"}}},
            "responses": {"pair": {"choice": {"options": [{"code": "a"}, {"code": "b"}]}}},
            "each_item": {"fields": [{"response": "pair"}]}, "items": items,
            "scales": (0..self.types).map(scale).collect::<Vec<_>>(),
            "type": {"highest": {"of": (0..self.types).map(chance).collect::<Vec<_>>(), "ties": "all", "basis": basis}}});
        Instrument::from_json(&definition.to_string()).unwrap_or_else(|faults| panic!("{faults}"))
    }

    fn answers(&self, instrument: &Instrument) -> Answers {
        let mut answers = instrument.answers();
        for (i, given) in self.given.iter().enumerate() {
            if let Some(first) = given {
                answers.set(&format!("p{i}"), if *first { "a" } else { "b" }).expect("a code");
            }
        }
        answers
    }

    /// The leaders, counted here.
    fn leaders(&self, given: &[bool]) -> Vec<String> {
        let mut points = vec![0; self.types];
        self.items.iter().zip(given).for_each(|((a, b), first)| points[if *first { *a } else { *b }] += 1);
        let best = points.iter().max().copied().unwrap_or(0);
        (0..self.types).filter(|t| points[*t] == best).map(|t| format!("t{t}")).collect()
    }

    fn completions(&self) -> Vec<Vec<bool>> {
        let mut all = vec![Vec::new()];
        for given in &self.given {
            let ways = given.map_or_else(|| vec![true, false], |first| vec![first]);
            all = all
                .into_iter()
                .flat_map(|start: Vec<bool>| ways.iter().map(move |way| [start.clone(), vec![*way]].concat()))
                .collect();
        }
        all
    }
}

proptest! {
    #![proptest_config(cases(384))]

    #[test]
    fn are_determined_where_every_completion_agrees(pairs in pairs()) {
        let instrument = pairs.instrument();
        let report = instrument.score(&pairs.answers(&instrument));
        let told = report.types().map(|ids| ids.into_iter().map(str::to_owned).collect::<Vec<_>>());
        let mut leaders: Vec<_> = pairs.completions().iter().map(|whole| pairs.leaders(whole)).collect();
        leaders.dedup();
        let expected = (leaders.len() == 1).then(|| leaders.remove(0));
        prop_assert_eq!(told, expected);
    }
}
