//! A design of so many points on a screen of any number of pixels.

use slint::platform::WindowEvent;
use slint::{ComponentHandle, Timer, Window};
use std::time::Duration;

/// Makes the points of the window as large as its pixels allow for `design`, which then fills it in one direction at least.
pub(crate) fn fit<C: ComponentHandle + 'static>(component: &C, design: (f32, f32)) {
    let window = component.window();
    let size = window.size();
    let wanted = (size.width as f32 / design.0).min(size.height as f32 / design.1);
    if wanted <= 0.0 || (wanted - window.scale_factor()).abs() < 1e-4 {
        return;
    }
    scale(window, wanted);
    tell(window, WindowEvent::Resized { size: size.to_logical(wanted) });
    // The toolkit (Slint 1.18) keeps what it has set in type meanwhile at the old scale, until the scale changes again.
    let weak = component.as_weak();
    Timer::single_shot(Duration::ZERO, move || {
        if let Some(component) = weak.upgrade() {
            let window = component.window();
            let now = window.scale_factor();
            scale(window, now * 1.01);
            scale(window, now);
            window.request_redraw();
        }
    });
}

fn scale(window: &Window, scale_factor: f32) {
    tell(window, WindowEvent::ScaleFactorChanged { scale_factor });
}

fn tell(window: &Window, event: WindowEvent) {
    // Neither event can be refused by a window that is there.
    let _ = window.dispatch_event_with_result(event);
}
