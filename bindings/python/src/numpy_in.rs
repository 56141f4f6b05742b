//! NumPy arrays as columns of numbers, borrowed.

use numpy::{IxDyn, PyArrayDyn, PyReadonlyArrayDyn, PyUntypedArrayMethods};
use orientir::batch::{Missing, Numbers, Strided};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

/// Whether an object is an array of NumPy: asked before anything of NumPy is used, which may not be installed.
pub fn is_array(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    let kind = object.get_type();
    Ok(kind.module()?.to_string_lossy() == "numpy" && object.hasattr("dtype")? && object.hasattr("strides")?)
}

/// The letter of an array's kind of values, as NumPy names it: `i`, `u`, `f`, `b`, `M` and so on.
pub fn kind(array: &Bound<'_, PyAny>) -> PyResult<String> {
    array.getattr("dtype")?.getattr("kind")?.extract()
}

macro_rules! borrowed {
    ($($name:ident, $type:ty;)+) => {
        /// An array that is being read: nobody may write to it meanwhile.
        pub enum Borrowed<'py> {
            $($name(PyReadonlyArrayDyn<'py, $type>),)+
        }

        impl<'py> Borrowed<'py> {
            /// Borrows an array of numbers; none where its type is no type of numbers here.
            fn of(array: &Bound<'py, PyAny>) -> Option<Self> {
                $(if let Ok(array) = array.cast::<PyArrayDyn<$type>>() {
                    return array.try_readonly().ok().map(Self::$name);
                })+
                None
            }

            /// A column of a matrix, or the whole of a list.
            pub fn numbers(&self, column: usize) -> Option<Numbers<'_>> {
                match self {
                    $(Self::$name(array) => strided(array, column).map(Numbers::$name),)+
                }
            }

            fn is_contiguous(&self) -> bool {
                match self { $(Self::$name(array) => array.as_slice().is_ok(),)+ }
            }
        }
    };
}

borrowed! {
    I8, i8;
    I16, i16;
    I32, i32;
    I64, i64;
    U8, u8;
    U16, u16;
    U32, u32;
    U64, u64;
    F32, f32;
    F64, f64;
}

use numpy::PyArrayMethods;

fn strided<'a, T: numpy::Element + Copy>(
    array: &'a numpy::PyReadonlyArray<'_, T, IxDyn>,
    column: usize,
) -> Option<Strided<'a, T>> {
    let values = array.as_slice().ok()?;
    match array.shape() {
        [_] => Some(values.into()),
        [_, columns] if array.is_c_contiguous() => {
            Some(Strided::new(values.get(column..).unwrap_or_default(), *columns))
        }
        [rows, _] => Some(values.get(column * rows..(column + 1) * rows)?.into()),
        _ => None,
    }
}

impl<'py> Borrowed<'py> {
    /// Borrows an array of numbers; a copy of one whose values do not lie side by side, or are of a foreign form.
    pub fn new(array: &Bound<'py, PyAny>) -> PyResult<Self> {
        let found = Self::of(array).filter(Self::is_contiguous);
        let plain = |array: &Bound<'py, PyAny>| {
            let numpy = array.py().import("numpy")?;
            let kind = array.getattr("dtype")?.call_method1("newbyteorder", ("=",))?;
            let half = array.getattr("dtype")?.getattr("str")?.extract::<String>()?.ends_with("f2");
            let long = array.getattr("dtype")?.getattr("itemsize")?.extract::<usize>()? > 8;
            let kind = if half || long { numpy.getattr("float64")? } else { kind };
            numpy.call_method1("ascontiguousarray", (array, kind))?.call_method0("copy")
        };
        match found {
            Some(found) => Ok(found),
            None => Self::of(&plain(array)?).ok_or_else(|| PyTypeError::new_err("the array holds no numbers")),
        }
    }
}

/// A mask that is being read, as bytes: one that is neither 0 nor 1 is no truth value for Rust.
pub struct Mask<'py>(PyReadonlyArrayDyn<'py, u8>);

impl<'py> Mask<'py> {
    /// Borrows an array of truth values.
    pub fn new(array: &Bound<'py, PyAny>) -> PyResult<Self> {
        let borrow = |array: &Bound<'py, PyAny>| {
            let bytes = array.call_method1("view", ("u1",)).ok()?;
            let mask = bytes.cast::<PyArrayDyn<u8>>().ok()?.try_readonly().ok()?;
            mask.as_slice().is_ok().then_some(Self(mask))
        };
        if kind(array)? == "b"
            && let Some(mask) = borrow(array)
        {
            return Ok(mask);
        }
        let numpy = array.py().import("numpy")?;
        let plain = numpy.call_method1("ascontiguousarray", (array, "bool"))?.call_method0("copy")?;
        borrow(&plain).ok_or_else(|| PyTypeError::new_err("a mask holds truth values"))
    }

    /// Which rows are missing.
    pub fn missing(&self) -> Missing<'_> {
        self.0.as_slice().map_or(Missing::None, |flags| Missing::Flags(flags.into()))
    }
}
