//! Items, their options and their fields.

use super::reader::{Id, Map, Text, record, words};

record! {
    /// One entry of a questionnaire.
    pub struct Item {
        /// The id, also the name of its column.
        id: Id,
        /// A practice item: asked, never scored.
        training: bool,
        /// The group of a scale that collects items by key.
        key: Option<Id>,
        /// What the item asks, in a few English words.
        gist: Option<Text>,
        /// The item counts against its scale: lowest plus highest minus the answer.
        reversed: bool,
        /// The right code, for a scale that counts right answers.
        right: Option<Text>,
        /// What stands behind each code of a choice.
        options: Map<ItemOption>,
        /// The answer slots, where they are not those of `each_item`.
        fields: Vec<Field>,
    }
}

record! {
    /// What stands behind one code of an item: the key is bound to the content, never to the text.
    pub struct ItemOption {
        /// The group that receives one point.
        key: Option<Id>,
        /// Points for several groups.
        points: Map<i64>,
        /// What the option says, in a few English words.
        gist: Option<Text>,
        /// By language: beginnings of words that stand in the text of this option and of no other one of the item. A translation
        /// that swaps two options is found by them.
        anchors: Map<Vec<Text>>,
    }
}

record! {
    /// One answer slot of an item: its column is `item.field`, or the item's id where the field has none.
    pub struct Field {
        /// The id within the item; the only field of an item needs none.
        id: Option<Id>,
        /// The name of the response.
        response: Id,
        /// The option of the item that this field rates.
        rates: Option<Text>,
        /// The field may be left out of the table altogether.
        optional: bool,
        /// Answers to this field count against the scale.
        reversed: bool,
    }
}

record! {
    /// The fields of every item that has none of its own.
    pub struct EachItem {
        /// The fields.
        fields: Vec<Field>,
    }
}

words! {
    /// How several ratings of one person become one score.
    pub enum Pool {
        /// Within each field the mean of what was observed, then the scale over the fields seen at least once.
        MeanByField = "mean_by_field",
    }
}

record! {
    /// Several rows a person.
    pub struct Ratings {
        /// The columns that tell the rows of one person apart: `rater`, `date`, `occasion`.
        by: Vec<Text>,
        /// How they are joined.
        pool: Pool,
    }
}
