// Variables that decide which programs run, or what else runs along with them.

/**
 * The value of such a variable is a command, options of a program, or a list of places where programs and their code
 * are looked for. Variables that name a configuration file are not among them, as files are not looked into.
 */
const CHANGES_PROGRAMS = new RegExp(
  `^(?:${[
    // What the shell itself reads.
    "BASH_.*|BASHOPTS|ENV|HOME|PROMPT_COMMAND|PS[0-4]|(?:READ)?NULLCMD|SHELL|SHELLOPTS|ZDOTDIR",
    // The shell evaluates what is assigned to its integers as arithmetic.
    "HISTCMD|LINENO|OPTIND|RANDOM|SECONDS|SRANDOM",
    // Places of programs and code.
    ".*PATH|CLASSPATH|LD_.*|DYLD_.*|PERL5LIB|PERLLIB|RUBYLIB|PYTHONHOME|GCONV_PATH",
    // Options and code.
    ".*_OPTIONS|.*OPTS?|.*FLAGS|PERL5OPT|PERL5DB|RUBYOPT|LUA_INIT.*|PYTHONSTARTUP|PYTHONINSPECT|PYTHONBREAKPOINT|PYTHONWARNINGS",
    "LESS|MAKEFILES|NPM_CONFIG_.*|npm_config_.*|GIT_.*",
    // Commands.
    ".*ASKPASS|.*BROWSER|.*COMMAND|.*EDITOR|.*PAGER|.*_RSH|.*_SSH|.*_WRAPPER|.*_LAUNCHER|LESSOPEN|LESSCLOSE|VISUAL",
    ".*_DIFF|.*_LINKER|.*_PROG|.*_RUNNER|FCEDIT",
    "AR|AS|CC|CPP|CXX|FC|LD|RUSTC|RUSTDOC|TERMINAL",
    // What make puts into the commands of its own rules.
    "CO|CTANGLE|CWEAVE|GET|LDLIBS|LEX|LINT|LOADLIBES|M2C|MAKE|MAKEINFO|OBJC|OUTPUT_OPTION|PC|RM|TANGLE",
    "TARGET_(?:ARCH|MACH)|TEX|TEXI2DVI|WEAVE|YACC",
  ].join("|")})$`,
  "u",
);

export function changesPrograms(variable: string): boolean {
  return CHANGES_PROGRAMS.test(variable);
}
