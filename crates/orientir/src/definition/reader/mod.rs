//! Reads a definition from a tree of JSON and collects every fault with its place.
//!
//! The macros `record!`, `choice!` and `words!` make a type, its reader and its JSON Schema from one declaration, so the
//! three cannot drift apart.

mod values;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::Deref;

use crate::error::{Code, Diagnostics, Error};
use crate::json::Tree;

/// A place in the tree together with the list where faults are gathered.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'n> {
    pub(crate) tree: &'n Tree,
    /// The last step of the path, and the place that it was made from; none at the root.
    step: Option<(&'n Node<'n>, Step<'n>)>,
    gathered: &'n RefCell<Gathered>,
}

/// A step of a path.
#[derive(Clone, Copy, Debug)]
enum Step<'n> {
    Key(&'n str),
    Place(usize),
}

/// What is gathered while a document is read.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) faults: Diagnostics,
    pub(crate) passed: Passed,
}

/// Elements of lists that could not be read: the list and the place in it, rising within a list.
#[derive(Debug, Default)]
pub(crate) struct Passed(Vec<(String, usize)>);

impl Passed {
    /// The path in the document of a path in what was read: numbers behind an element that was passed over are higher.
    pub(crate) fn original(&self, path: &str) -> String {
        let mut original = String::new();
        for step in path.split('/').skip(1) {
            let place = step.parse::<usize>().ok().map(|place| {
                let here = self.0.iter().filter(|(list, _)| *list == original).map(|(_, passed)| *passed);
                here.fold(place, |place, passed| if passed <= place { place + 1 } else { place }).to_string()
            });
            original.push('/');
            original.push_str(place.as_deref().unwrap_or(step));
        }
        original
    }
}

impl<'n> Node<'n> {
    pub(crate) fn root(tree: &'n Tree, gathered: &'n RefCell<Gathered>) -> Self {
        Self { tree, step: None, gathered }
    }

    fn child(&'n self, tree: &'n Tree, step: Step<'n>) -> Self {
        Self { tree, step: Some((self, step)), gathered: self.gathered }
    }

    /// The JSON Pointer of the place (RFC 6901).
    fn path(&self) -> String {
        let Some((parent, step)) = self.step else { return String::new() };
        let mut path = parent.path();
        path.push('/');
        match step {
            Step::Key(key) => path.push_str(&pointer_step(key)),
            Step::Place(place) => path.push_str(&place.to_string()),
        }
        path
    }

    pub(crate) fn fault(&self, code: Code) -> Error {
        Error::new(code, self.path())
    }

    pub(crate) fn report(&self, error: Error) {
        self.gathered.borrow_mut().faults.push(error);
    }

    /// Whether no more faults are kept: reading on would serve nobody.
    fn is_full(&self) -> bool {
        self.gathered.borrow().faults.is_full()
    }

    /// The entries of a list or an object that are read at all.
    fn limited<T>(&self, entries: &'n [T]) -> &'n [T] {
        let limit = super::Definition::MAX_CODES;
        if entries.len() > limit {
            let fault = self.fault(Code::TooMany).with("count", entries.len());
            self.report(fault.with("what", "entries").with("limit", limit));
        }
        entries.get(..limit).unwrap_or(entries)
    }

    pub(crate) fn wrong_type<T>(&self, expected: &'static str) -> Option<T> {
        self.expected(expected);
        None
    }

    fn expected(&self, expected: &'static str) {
        self.report(self.fault(Code::WrongType).with("expected", expected).with("found", self.tree.kind()));
    }

    /// Reads the elements of a list. What cannot be read is passed over, so that the rest of the document is still read.
    ///
    /// The work is here and not in each type of list: the engine of a browser has to be small.
    fn elements(&self, read: &mut dyn FnMut(&Node<'_>) -> bool) -> Option<()> {
        let Tree::List(list) = self.tree else { return self.wrong_type("a list") };
        for (place, tree) in self.limited(list).iter().enumerate() {
            if !self.is_full() && !read(&self.child(tree, Step::Place(place))) {
                self.gathered.borrow_mut().passed.0.push((self.path(), place));
            }
        }
        Some(())
    }

    /// Reads the values of an object by their keys, but not those of a key that has been read before.
    fn entries(&self, read: &mut dyn FnMut(&str, &Node<'_>) -> bool) -> Option<()> {
        let Tree::Object(entries) = self.tree else { return self.wrong_type("an object") };
        let mut seen = BTreeSet::new();
        for (key, tree) in self.limited(entries) {
            if self.is_full() {
                break;
            }
            let place = self.child(tree, Step::Key(key));
            if seen.contains(key) {
                place.report(place.fault(Code::DuplicateKey).with("key", key));
            } else if read(key, &place) {
                seen.insert(key);
            }
        }
        Some(())
    }

    /// The members of an object; reports keys that stand twice or that the format does not know.
    pub(crate) fn object(&'n self, known: &[&'static str]) -> Option<Members<'n>> {
        let Tree::Object(entries) = self.tree else { return self.wrong_type("an object") };
        let mut seen = BTreeSet::new();
        for (key, value) in entries {
            if self.is_full() {
                break;
            }
            let place = self.child(value, Step::Key(key));
            if !seen.insert(key) {
                place.report(place.fault(Code::DuplicateKey).with("key", key));
            } else if !known.contains(&key.as_str()) {
                place.report(place.fault(Code::UnknownKey).with("key", key).with("fix", nearest(key, known)));
            }
        }
        Some(Members { node: self, entries })
    }

    /// The key of an externally tagged value, and what stands under it.
    pub(crate) fn tagged(&'n self, known: &[&'static str]) -> Option<(&'static str, Option<Node<'n>>)> {
        let (key, value) = match self.tree {
            Tree::Text(word) => (word, None),
            Tree::Object(entries) => match entries.as_slice() {
                [(key, value)] => (key, Some(value)),
                _ => return self.wrong_type("an object with one key"),
            },
            _ => return self.wrong_type("an object with one key"),
        };
        if let Some(word) = known.iter().find(|k| *k == key) {
            return Some((word, value.map(|v| self.child(v, Step::Key(key)))));
        }
        let fault = self.fault(Code::UnknownWord).with("word", key).with("fix", nearest(key, known));
        self.report(fault.with("allowed", known.join(", ")));
        None
    }
}

/// The members of one object.
#[derive(Debug)]
pub(crate) struct Members<'n> {
    node: &'n Node<'n>,
    entries: &'n [(String, Tree)],
}

impl Members<'_> {
    /// Reads one member. A member that is faulty counts as absent, or something stands in for it, so that reading goes
    /// on and the rest of the document is checked too.
    pub(crate) fn take<T: Read>(&self, key: &'static str) -> Option<T> {
        let read = self.member(key, T::absent().is_none()).and_then(|member| T::read(&member));
        read.or_else(T::absent).or_else(T::stand_in)
    }

    fn member(&self, key: &'static str, required: bool) -> Option<Node<'_>> {
        let found = self.entries.iter().find(|(k, _)| k == key);
        if found.is_none() && required {
            self.node.report(self.node.fault(Code::MissingKey).with("key", key));
        }
        found.map(|(_, value)| self.node.child(value, Step::Key(key)))
    }
}

/// Something that a definition can hold.
pub(crate) trait Read: Sized {
    /// Reads the value or reports why not.
    fn read(node: &Node<'_>) -> Option<Self>;

    /// What stands for a missing key; none if the key is required.
    fn absent() -> Option<Self> {
        None
    }

    /// What takes the place of a faulty or missing value whose fault has been told, so that the rest is still checked.
    /// Nothing where a stand-in would have a meaning of its own.
    fn stand_in() -> Option<Self> {
        None
    }

    /// The JSON Schema of the value.
    #[cfg(feature = "schema")]
    fn schema(shared: &mut crate::definition::schema::Shared) -> serde_json::Value;
}

/// The id and text of what could not be read. No document can hold it as an id.
pub(crate) const UNREAD: &str = "?";

/// The JSON Pointer step of a key (RFC 6901).
pub(crate) fn pointer_step(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// The nearest of the known words if it is near enough to be meant, else an empty text.
pub(crate) fn nearest<'k, S: AsRef<str>>(word: &str, known: &'k [S]) -> &'k str {
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return "";
    }
    let known = known.iter().filter(|k| k.as_ref().len() <= LONGEST);
    let near = known.map(|k| (strsim::damerau_levenshtein(word, k.as_ref()), k.as_ref())).min();
    near.filter(|(distance, k)| *distance <= 1 + k.chars().count() / 4).map_or("", |(_, k)| k)
}

/// An id: small Latin letters, digits, `_` and `-`, at most 40 signs, a letter or a digit first.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(String);

impl Id {
    /// The id, if the text is one.
    pub fn parse(text: &str) -> Option<Self> {
        let sign = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-';
        let first = text.bytes().next().is_some_and(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        (first && text.len() <= 40 && text.bytes().all(sign)).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

/// Members by name; their order carries no meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Map<T>(Vec<(String, T)>);

impl<T> Map<T> {
    /// The value under a name.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(k, _)| k == name).map(|(_, v)| v)
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(k, v)| (k.as_str(), v))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Changes every value.
    pub(crate) fn change(&mut self, mut change: impl FnMut(&str, &mut T)) {
        self.0.iter_mut().for_each(|(name, value)| change(name, value));
    }

    /// Adds names that are not there yet.
    pub(crate) fn extend(&mut self, others: Self) {
        for (name, value) in others.0 {
            if self.get(&name).is_none() {
                self.0.push((name, value));
            }
        }
    }
}

impl<T> Default for Map<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// A value that may be written as `null`.
#[derive(Clone, Debug, PartialEq)]
pub enum OrNull<T> {
    /// `null`.
    Null,
    /// Anything else.
    Value(T),
}

/// A text of at least one sign.
pub type Text = String;

/// Declares an object of the format: its type, its reader and its schema. `name["key"]` names a key that is no Rust name.
macro_rules! record {
    ($(#[doc = $doc:literal])* pub struct $name:ident {
        $($(#[doc = $field_doc:literal])* $field:ident $([$key:literal])? : $ty:ty),* $(,)?
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $($(#[doc = $field_doc])* pub $field: $ty,)* }

        impl $crate::definition::reader::Read for $name {
            fn read(node: &$crate::definition::reader::Node<'_>) -> Option<Self> {
                let members = node.object(&[$($crate::definition::reader::record!(@key $field $($key)?)),*])?;
                $(let $field = members.take::<$ty>($crate::definition::reader::record!(@key $field $($key)?));)*
                Some(Self { $($field: $field?,)* })
            }
            fn stand_in() -> Option<Self> {
                Some(Self { $($field: <$ty as $crate::definition::reader::Read>::absent()
                    .or_else(<$ty as $crate::definition::reader::Read>::stand_in)?,)* })
            }
            #[cfg(feature = "schema")]
            fn schema(shared: &mut $crate::definition::schema::Shared) -> serde_json::Value {
                shared.object(stringify!($name), concat!($($doc, "\n"),*), |shared| vec![$(
                    $crate::definition::schema::Member {
                        key: $crate::definition::reader::record!(@key $field $($key)?),
                        description: concat!($($field_doc, "\n"),*),
                        required: <$ty as $crate::definition::reader::Read>::absent().is_none(),
                        schema: <$ty as $crate::definition::reader::Read>::schema(shared),
                    }
                ),*])
            }
        }
    };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
}
pub(crate) use record;

/// Declares a choice of the format: `{"key": value}`, or the bare word where nothing follows.
macro_rules! choice {
    ($(#[doc = $doc:literal])* pub enum $name:ident {
        $($(#[doc = $variant_doc:literal])* $variant:ident $(($ty:ty))? = $key:literal),* $(,)?
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum $name { $($(#[doc = $variant_doc])* $variant $(($ty))?,)* }

        impl $crate::definition::reader::Read for $name {
            fn read(node: &$crate::definition::reader::Node<'_>) -> Option<Self> {
                let (key, inner) = node.tagged(&[$($key),*])?;
                match key {
                    $($key => $crate::definition::reader::choice!(@read node, inner, $variant $(, $ty)?),)*
                    _ => None,
                }
            }
            #[cfg(feature = "schema")]
            fn schema(shared: &mut $crate::definition::schema::Shared) -> serde_json::Value {
                shared.choice(stringify!($name), concat!($($doc, "\n"),*), |_shared| vec![$(
                    $crate::definition::reader::choice!(@schema _shared, $key, concat!($($variant_doc, "\n"),*) $(, $ty)?)
                ),*])
            }
        }
    };
    (@read $node:ident, $inner:ident, $variant:ident) => {
        match $inner {
            None => Some(Self::$variant),
            Some(inner) => inner.wrong_type("the bare word"),
        }
    };
    (@read $node:ident, $inner:ident, $variant:ident, $ty:ty) => {
        match $inner {
            Some(inner) => <$ty as $crate::definition::reader::Read>::read(&inner).map(Self::$variant),
            None => $node.wrong_type("an object with this key"),
        }
    };
    (@schema $shared:ident, $key:literal, $doc:expr) => {
        $crate::definition::schema::word($key, $doc)
    };
    (@schema $shared:ident, $key:literal, $doc:expr, $ty:ty) => {{
        let inner = <$ty as $crate::definition::reader::Read>::schema($shared);
        $crate::definition::schema::tagged($key, $doc, &inner)
    }};
}
pub(crate) use choice;

/// Declares a closed list of words.
macro_rules! words {
    ($(#[doc = $doc:literal])* pub enum $name:ident {
        $($(#[doc = $variant_doc:literal])* $variant:ident = $key:literal),* $(,)?
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[doc = $variant_doc])* $variant,)* }

        impl $name {
            /// Every word of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as it is written.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $key,)* }
            }

            /// The value that a word stands for.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($key => Some(Self::$variant),)* _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::definition::reader::Read for $name {
            fn read(node: &$crate::definition::reader::Node<'_>) -> Option<Self> {
                match node.tagged(&[$($key),*])? {
                    (word, None) => Self::parse(word),
                    (_, Some(inner)) => inner.wrong_type("the bare word"),
                }
            }
            fn stand_in() -> Option<Self> {
                Self::ALL.first().copied()
            }
            #[cfg(feature = "schema")]
            fn schema(_: &mut $crate::definition::schema::Shared) -> serde_json::Value {
                serde_json::json!({"enum": [$($key),*]})
            }
        }
    };
}
pub(crate) use words;
