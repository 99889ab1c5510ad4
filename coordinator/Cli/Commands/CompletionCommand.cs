using System.CommandLine;
using Lts.Hosting;

namespace Lts.Cli.Commands;

/// <summary><c>lts completion</c>: scripts that ask the program's own suggest directive what may come next.</summary>
internal static class CompletionCommand
{
    private const string Bash = """
        _lts_complete() {
          local IFS=$'\n'
          local found
          found=$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
          COMPREPLY=($(compgen -W "$found" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _lts_complete lts ./lts
        """;

    private const string Zsh = """
        _lts_complete() {
          local -a found
          found=("${(@f)$("${words[1]}" "[suggest:${#BUFFER}]" "${BUFFER}" 2>/dev/null)}")
          compadd -a found
        }
        compdef _lts_complete lts ./lts
        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName lts -ScriptBlock {
          param($wordToComplete, $commandAst, $cursorPosition)
          lts "[suggest:$cursorPosition]" "$commandAst" 2>$null | Where-Object { $_ -like "$wordToComplete*" } | ForEach-Object {
            [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
          }
        }
        """;

    /// <summary>The verb; prints one of the scripts.</summary>
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "pwsh");
        var command = new Command("completion", "Print a script that completes commands and options in a shell.") { shell };
        command.SetAction(parse =>
        {
            parse.InvocationConfiguration.Output.WriteLine(parse.GetRequiredValue(shell) switch
            {
                "bash" => Bash,
                "zsh" => Zsh,
                _ => PowerShell,
            });
            return ExitCode.Success;
        });
        return command;
    }
}
