namespace Compose.Net.Cli.Completion;

/// <summary>What a shell must run so that it asks the tool for what can stand next on a command line.</summary>
internal static class CompletionScripts
{
    private const string Bash = """
        _compose_net() {
            local candidate
            local -a before=("${COMP_WORDS[@]:1:COMP_CWORD-1}")
            before=("${before[@]//[\'\"]/}")
            before=("${before[@]/#\~/$HOME}")
            COMPREPLY=()
            while IFS= read -r candidate; do
                COMPREPLY+=("$candidate")
            done < <("${COMP_WORDS[0]/#\~/$HOME}" __complete "=${COMP_WORDS[COMP_CWORD]}" "${before[@]}" 2>/dev/null)
            if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *[=:] ]]; then
                compopt -o nospace
            fi
        }
        complete -o default -F _compose_net compose-net

        """;

    private const string Zsh = """
        #compdef compose-net
        _compose_net() {
            local -a candidates
            candidates=("${(@f)$("${(Q)${words[1]}/#\~/$HOME}" __complete "=${words[CURRENT]}" "${(@)${(@Q)words[2,CURRENT-1]}/#\~/$HOME}" 2>/dev/null)}")
            if [[ ${candidates[1]} == *[=:] ]]; then
                compadd -S '' -- "${candidates[@]}"
            elif [[ -n ${candidates[1]} ]]; then
                compadd -- "${candidates[@]}"
            else
                _files
            fi
        }
        compdef _compose_net compose-net

        """;

    private const string Fish = """
        function __compose_net_complete
            set -l words (commandline -opc)
            compose-net __complete "="(commandline -ct | string collect --allow-empty) $words[2..] 2>/dev/null
        end
        complete -c compose-net -a '(__compose_net_complete)'

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName compose-net -ScriptBlock {
            param($word, $line, $position)
            $before = @($line.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
            compose-net __complete "=$word" @before 2>$null | ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }

        """;

    /// <summary>The script by the name of its shell.</summary>
    public static IReadOnlyDictionary<string, string> ByShell { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["bash"] = Bash,
        ["fish"] = Fish,
        ["powershell"] = PowerShell,
        ["zsh"] = Zsh,
    };
}
