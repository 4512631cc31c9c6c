//! Compiles the screens, with Vietnamese and English in the binary.

fn main() -> Result<(), slint_build::CompileError> {
    println!("cargo:rerun-if-changed=lang");
    let config = slint_build::CompilerConfiguration::new()
        .with_style("fluent-light".into())
        .with_default_translation_context(slint_build::DefaultTranslationContext::None)
        .with_bundled_translations("lang");
    // The wall's words all come from the program; the module below includes it by name, the kiosk is found by the last call.
    let plain = slint_build::CompilerConfiguration::new().with_style("fluent-light".into());
    slint_build::compile_with_config("wall/wall.slint", plain)?;
    slint_build::compile_with_config("kiosk/app.slint", config)
}
