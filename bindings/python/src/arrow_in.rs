//! Arrow arrays as columns of a frame.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::{ArrayStreamReader, FFI_ArrowArrayStream};
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal128Type, DurationMicrosecondType, DurationMillisecondType,
    DurationNanosecondType, DurationSecondType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayReader, ArrayRef, StructArray, temporal_conversions};
use arrow_schema::{DataType, TimeUnit};
use orientir::FrameColumn;
use orientir::batch::{Missing, Numbers};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;

use crate::text::clock;

/// The array of an object that gives an Arrow stream; its chunks joined.
#[expect(unsafe_code, reason = "the Arrow C stream interface hands over a pointer")]
pub fn import(object: &Bound<'_, PyAny>) -> PyResult<(ArrayRef, DataType)> {
    let capsule = object.call_method0("__arrow_c_stream__")?;
    let capsule =
        capsule.cast::<PyCapsule>().map_err(|_| PyTypeError::new_err("`__arrow_c_stream__` gave no capsule"))?;
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    // SAFETY: the name of the capsule says that it holds a stream, which is moved out: the capsule's own then has no
    // release callback, so that its destructor leaves the stream alone.
    let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr().cast()) };
    let failed = |error: arrow_schema::ArrowError| PyValueError::new_err(error.to_string());
    let reader = ArrayStreamReader::try_new(stream).map_err(failed)?;
    let kind = reader.field().data_type().clone();
    let chunks = reader.collect::<Result<Vec<ArrayRef>, _>>().map_err(failed)?;
    let whole = match chunks.as_slice() {
        [one] => Arc::clone(one),
        [] => arrow_array::new_empty_array(&kind),
        several => {
            let several: Vec<&dyn Array> = several.iter().map(AsRef::as_ref).collect();
            arrow_select::concat::concat(&several).map_err(failed)?
        }
    };
    Ok((whole, kind))
}

/// The columns of a stream of records; none for a stream of something else, or where a whole record is null.
pub fn records(array: &ArrayRef) -> Option<(Vec<String>, Vec<ArrayRef>)> {
    let records: &StructArray = array.as_struct_opt().filter(|records: &&StructArray| records.null_count() == 0)?;
    let names = records.fields().iter().map(|field| field.name().clone()).collect();
    Some((names, records.columns().to_vec()))
}

fn numbers<'a, T: ArrowPrimitiveType>(
    array: &'a dyn Array,
    of: impl Fn(&'a [T::Native]) -> Numbers<'a>,
) -> FrameColumn<'a> {
    let missing = array
        .nulls()
        .filter(|nulls| nulls.null_count() > 0)
        .map_or(Missing::None, |nulls| Missing::Bits { given: nulls.validity(), offset: nulls.offset() });
    FrameColumn::Numbers(of(array.as_primitive::<T>().values()), missing)
}

/// An array as a column, without a copy where it holds numbers.
pub fn column(array: &dyn Array) -> FrameColumn<'_> {
    match array.data_type() {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(_, _) if !is_text(array) => {
            FrameColumn::Other("text that is not UTF-8".to_owned())
        }
        DataType::Decimal128(_, _) => {
            let decimals = array.as_primitive::<Decimal128Type>();
            FrameColumn::words(
                (0..decimals.len()).map(|row| (!decimals.is_null(row)).then(|| decimals.value_as_string(row))),
            )
        }
        // Another zone makes another day of a moment.
        DataType::Timestamp(_, Some(zone)) => FrameColumn::Other(format!("timestamp of the zone {zone}")),
        DataType::Int8 => numbers::<Int8Type>(array, |v| Numbers::I8(v.into())),
        DataType::Int16 => numbers::<Int16Type>(array, |v| Numbers::I16(v.into())),
        DataType::Int32 => numbers::<Int32Type>(array, |v| Numbers::I32(v.into())),
        DataType::Int64 => numbers::<Int64Type>(array, |v| Numbers::I64(v.into())),
        DataType::UInt8 => numbers::<UInt8Type>(array, |v| Numbers::U8(v.into())),
        DataType::UInt16 => numbers::<UInt16Type>(array, |v| Numbers::U16(v.into())),
        DataType::UInt32 => numbers::<UInt32Type>(array, |v| Numbers::U32(v.into())),
        DataType::UInt64 => numbers::<UInt64Type>(array, |v| Numbers::U64(v.into())),
        DataType::Float32 => numbers::<Float32Type>(array, |v| Numbers::F32(v.into())),
        DataType::Float64 => numbers::<Float64Type>(array, |v| Numbers::F64(v.into())),
        DataType::Utf8 => FrameColumn::words(array.as_string::<i32>().iter()),
        DataType::LargeUtf8 => FrameColumn::words(array.as_string::<i64>().iter()),
        DataType::Utf8View => FrameColumn::words(array.as_string_view().iter()),
        DataType::Boolean => FrameColumn::words(array.as_boolean().iter().map(|truth| truth.map(|t| t.to_string()))),
        DataType::Null => FrameColumn::words((0..array.len()).map(|_| None::<&str>)),
        DataType::Dictionary(_, _) => dictionary(array),
        DataType::Date32 => {
            dates::<Date32Type>(array, |v| temporal_conversions::as_date::<Date32Type>(v.into()).map(|d| d.to_string()))
        }
        DataType::Date64 => {
            dates::<Date64Type>(array, |v| temporal_conversions::as_date::<Date64Type>(v).map(|d| d.to_string()))
        }
        DataType::Timestamp(TimeUnit::Second, _) => dates::<TimestampSecondType>(array, moment::<TimestampSecondType>),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            dates::<TimestampMillisecondType>(array, moment::<TimestampMillisecondType>)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            dates::<TimestampMicrosecondType>(array, moment::<TimestampMicrosecondType>)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            dates::<TimestampNanosecondType>(array, moment::<TimestampNanosecondType>)
        }
        DataType::Duration(unit) => durations(array, *unit),
        other => FrameColumn::Other(other.to_string()),
    }
}

fn durations(array: &dyn Array, unit: TimeUnit) -> FrameColumn<'static> {
    let text = |nanoseconds: i128| move |count: i64| Some(clock(i128::from(count) * nanoseconds));
    match unit {
        TimeUnit::Second => dates::<DurationSecondType>(array, text(1_000_000_000)),
        TimeUnit::Millisecond => dates::<DurationMillisecondType>(array, text(1_000_000)),
        TimeUnit::Microsecond => dates::<DurationMicrosecondType>(array, text(1_000)),
        TimeUnit::Nanosecond => dates::<DurationNanosecondType>(array, text(1)),
    }
}

/// A column of categories: each of them is read once.
fn dictionary(array: &dyn Array) -> FrameColumn<'static> {
    let whole = array.as_any_dictionary();
    if whole.values().is_empty() {
        // All are missing, and keys would be places among no values.
        return FrameColumn::words((0..array.len()).map(|_| None::<&str>));
    }
    let values = match column(whole.values().as_ref()) {
        FrameColumn::Other(kind) => return FrameColumn::Other(kind),
        values => values,
    };
    let words = (0..whole.values().len()).map(|key| values.text(key).into_owned()).collect();
    let place =
        |(row, key): (usize, usize)| if array.is_null(row) { u32::MAX } else { u32::try_from(key).unwrap_or(u32::MAX) };
    let places = whole.normalized_keys().into_iter().enumerate().map(place).collect();
    FrameColumn::Words { places, words }
}

/// Whether the texts of an array are what they should be: who hands it over may not have looked.
fn is_text(array: &dyn Array) -> bool {
    array.to_data().validate_full().is_ok()
}

fn dates<T: ArrowPrimitiveType>(array: &dyn Array, text: impl Fn(T::Native) -> Option<String>) -> FrameColumn<'static> {
    FrameColumn::words(array.as_primitive::<T>().iter().map(|value| value.and_then(&text)))
}

/// A point in time as a table of text has it.
fn moment<T: ArrowPrimitiveType<Native = i64>>(value: i64) -> Option<String> {
    let moment = temporal_conversions::as_datetime::<T>(value)?;
    Some(moment.to_string().trim_end_matches(" 00:00:00").to_owned())
}
