//! The program: one binary, a subcommand for each job. See [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
