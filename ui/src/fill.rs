//! Lists of the screens.

use slint::{Model, ModelRc, VecModel};

/// An empty list.
pub(crate) fn list<T: Clone + 'static>() -> ModelRc<T> {
    ModelRc::new(VecModel::<T>::default())
}

/// Makes a list equal to `rows`, touching only the rows that differ, so that only they are drawn again.
pub(crate) fn fill<T: Clone + PartialEq + 'static>(model: &ModelRc<T>, rows: &[T]) {
    let Some(model) = model.as_any().downcast_ref::<VecModel<T>>() else {
        return;
    };
    let common = model.row_count().min(rows.len());
    for (at, row) in rows.iter().take(common).enumerate() {
        if model.row_data(at).as_ref() != Some(row) {
            model.set_row_data(at, row.clone());
        }
    }
    while model.row_count() > rows.len() {
        model.remove(model.row_count() - 1);
    }
    for row in &rows[common..] {
        model.push(row.clone());
    }
}
