using System.Text.RegularExpressions;

namespace Compose.Net.Docker.Building;

/// <summary>
/// What a Dockerfile asks of its builder. Some of what only BuildKit knows, the engine's own builder does not refuse but takes for something
/// else: a here-document is an empty command to it, and its text are instructions or nothing.
/// </summary>
internal sealed partial class DockerfileScan
{
    private static readonly string[] PlatformArguments =
        ["BUILDARCH", "BUILDOS", "BUILDPLATFORM", "BUILDVARIANT", "TARGETARCH", "TARGETOS", "TARGETPLATFORM", "TARGETVARIANT"];

    private static readonly Dictionary<string, string[]> Flags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RUN"] = ["--mount", "--network", "--security"],
        ["COPY"] = ["--chmod", "--exclude", "--link", "--parents"],
        ["ADD"] = ["--checksum", "--chmod", "--exclude", "--keep-git-dir", "--link", "--unpack"],
    };

    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);

    private DockerfileScan(string text)
    {
        foreach ((int line, string instruction) in Instructions(text))
        {
            string[] words = [.. Word().Matches(instruction).Select(match => match.Value)];
            if (words is [var keyword, .. var rest])
            {
                NeedsBuildKit ??= Find(keyword, rest) is { } what ? (line, what) : null;
                if (keyword.Equals("ARG", StringComparison.OrdinalIgnoreCase))
                    _declared.UnionWith(rest.Select(argument => argument.Split('=', 2)[0]));
            }
        }
    }

    /// <summary>The first line that only BuildKit can do, from 1, and what it is; null where there is none.</summary>
    public (int Line, string What)? NeedsBuildKit { get; }

    /// <summary>The arguments it declares whose values are the platforms of the build.</summary>
    public IEnumerable<string> DeclaredPlatformArguments => PlatformArguments.Where(_declared.Contains);

    public static DockerfileScan Of(string text) => new(text);

    private string? Find(string keyword, string[] rest)
    {
        string name = keyword.ToUpperInvariant();
        if (name == "FROM")
        {
            return rest.FirstOrDefault(word => word.StartsWith("--platform=", StringComparison.Ordinal) && Variable().Match(word) is { Success: true } match && IsUndeclared(match.Groups["name"].Value)) is { } platform
                ? $"\"FROM {platform}\""
                : null;
        }

        if (!Flags.TryGetValue(name, out string[]? flags))
            return null;

        string[] given = [.. rest.TakeWhile(word => word.StartsWith("--", StringComparison.Ordinal))];
        if (given.Select(flag => flag.Split('=', 2)[0]).FirstOrDefault(flags.Contains) is { } known)
            return $"\"{name} {known}\"";

        string[] operands = rest[given.Length..];
        return operands is [var first, ..] && !first.StartsWith('[') && Array.Find(operands, word => HereDocument().IsMatch(word)) is { } document
            ? $"the here-document \"{document}\""
            : null;
    }

    private bool IsUndeclared(string name) => PlatformArguments.Contains(name) && !_declared.Contains(name);

    // A backslash at the end of a line, or what the first lines name in its place, goes on in the next; comments in between are none of it.
    private static IEnumerable<(int Line, string Text)> Instructions(string text)
    {
        string[] lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        string escape = Escape().Match(text) is { Success: true } match ? match.Groups["character"].Value : "\\";
        string instruction = "";
        int begin = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            if (line.Length == 0 || line[0] == '#')
                continue;

            begin = instruction.Length == 0 ? i + 1 : begin;
            bool goesOn = line.EndsWith(escape, StringComparison.Ordinal);
            instruction += goesOn ? line[..^1] + " " : line;
            if (!goesOn)
            {
                yield return (begin, instruction);
                instruction = "";
            }
        }

        if (instruction.Length > 0)
            yield return (begin, instruction);
    }

    // Quotes keep what is between them together.
    [GeneratedRegex("""(?:[^\s"']|"(?:\\.|[^"\\])*"?|'[^']*'?)+""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex("""^\d*<<-?["']?[A-Za-z_][A-Za-z0-9_]*["']?\z""", RegexOptions.CultureInvariant)]
    private static partial Regex HereDocument();

    [GeneratedRegex(@"\$\{?(?<name>[A-Z]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\A\uFEFF?(?:#[^\n]*\n)*?#\s*escape\s*=\s*(?<character>[`\\])", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Escape();
}
