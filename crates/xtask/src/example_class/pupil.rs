//! Pupils who do not exist: what stands behind their answers.

use super::draw::Draw;
use super::table::Table;

/// The five objects of labour, as the instruments call them.
pub const SPHERES: [&str; 5] = ["nature", "technology", "human", "sign", "art"];

/// What somebody led by an interest may choose, in the order of [`SPHERES`].
const PROFESSIONS: [[&str; 3]; 5] = [
    ["агроном", "ветеринар", "эколог"],
    ["автомеханик", "инженер", "электромонтёр"],
    ["психолог", "учитель", "фельдшер"],
    ["бухгалтер", "переводчик", "программист"],
    ["архитектор", "дизайнер", "звукорежиссёр"],
];

const PUPILS: usize = 28;

/// One pupil. Traits have mean 0 and variance about 1 over all pupils that could be drawn.
#[derive(Debug)]
pub struct Pupil {
    pub id: String,
    sex: &'static str,
    age: &'static str,
    /// General readiness to choose: a part of most other traits.
    pub readiness: f64,
    /// What the pupil knows of the world of work.
    pub information: f64,
    /// Extraversion and own steps.
    pub initiative: f64,
    /// How well the pupil thinks of themselves.
    pub self_esteem: f64,
    /// How much work itself attracts, against what lies around it.
    pub inner: f64,
    /// How much usefulness to others matters.
    pub service: f64,
    /// Interests, in the order of [`SPHERES`].
    interests: [f64; 5],
    /// The profession chosen, if one is.
    pub profession: Option<&'static str>,
}

impl Pupil {
    fn new(number: usize, draw: &mut Draw) -> Self {
        let readiness = draw.normal();
        let information = 0.6 * readiness + 0.8 * draw.normal();
        let initiative = 0.6 * readiness + 0.8 * draw.normal();
        let self_esteem = 0.3 * readiness + 0.3 * initiative + 0.85 * draw.normal();
        let inner = 0.6 * readiness + 0.8 * draw.normal();
        let mut interests = SPHERES.map(|_| draw.normal());
        interests[2] = 0.4 * initiative + 0.9 * interests[2]; // people, for those who seek company
        let service = 0.4 * readiness + 0.3 * interests[2] + 0.85 * draw.normal();
        let profession = draw.one_of(&PROFESSIONS[highest(&interests)]);
        let decided = 0.6 * readiness + 0.4 * information + 0.6 * draw.normal() > -0.8;
        Self {
            id: format!("{number:02}"),
            sex: draw.one_of(&["male", "female"]),
            age: draw.one_of(&["15", "15", "15", "16"]),
            readiness,
            information,
            initiative,
            self_esteem,
            inner,
            service,
            interests,
            profession: decided.then_some(profession),
        }
    }

    /// The interest in a sphere; what belongs to none leaves everybody cold.
    pub fn interest(&self, sphere: Option<&str>) -> f64 {
        let found = SPHERES.iter().zip(self.interests).find(|(name, _)| Some(**name) == sphere);
        found.map_or(0.0, |(_, interest)| interest)
    }
}

fn highest(values: &[f64]) -> usize {
    (0..values.len()).max_by(|a, b| values[*a].total_cmp(&values[*b])).unwrap_or_default()
}

/// The class.
pub fn class(seed: u64) -> Vec<Pupil> {
    let mut draw = Draw::stream(seed, 0);
    (1..=PUPILS).map(|number| Pupil::new(number, &mut draw)).collect()
}

/// The list of the class.
pub fn table(class: &[Pupil]) -> Table {
    let header = ["id", "sex", "age", "grade", "class"].map(str::to_owned).to_vec();
    let row = |pupil: &Pupil| [&pupil.id, pupil.sex, pupil.age, "9", "9Б"].map(str::to_owned).to_vec();
    Table::new("pupils", header, class.iter().map(row).collect())
}
