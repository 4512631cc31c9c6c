//! The program: one binary, a subcommand for each job. See [`cli`].

// The command line is what may speak on the terminal.
#[allow(clippy::print_stdout, clippy::print_stderr)]
mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
