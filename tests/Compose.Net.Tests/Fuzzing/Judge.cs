using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Compose.Net.Diagnostics;
using Compose.Net.Loading;
using Compose.Net.Tests.ComposeFiles;

namespace Compose.Net.Tests.Fuzzing;

/// <summary>Loads a text and says which promise was broken: diagnostics only, each with its place in the text, in bounded time and memory.</summary>
internal static class Judge
{
    private const long MostBytes = 256L * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private static readonly HashSet<string> Codes =
        [.. typeof(DiagnosticCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private static readonly ComposeFileOptions Options = new()
    {
        ProjectName = "p",
        Profiles = ["*"],
        Environment = ImmutableSortedDictionary<string, string>.Empty.Add("HOME", "/home/me").Add("SET", "value").Add("EMPTY", ""),
    };

    /// <returns>What is wrong; null where all promises were kept.</returns>
    public static string? Problem(string text)
    {
        try
        {
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            long began = Stopwatch.GetTimestamp();
            ComposeFileResult result = Load(text);
            TimeSpan took = Stopwatch.GetElapsedTime(began);
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            if (allocated > MostBytes)
            {
                return $"It takes {allocated / 1024 / 1024} MiB.";
            }

            if (took > Longest && ThreadClock.Measure(() => Load(text)) is var again && again > Longest)
            {
                return $"It takes {again.TotalSeconds:F1} s.";
            }

            return OfResult(result, text);
        }
        catch (Exception exception)
        {
            return $"It throws {exception.GetType().Name}: {exception.Message}\n{exception.StackTrace}";
        }
    }

    private static ComposeFileResult Load(string text)
    {
        var files = new MemoryFiles(
            "/p",
            ("/p/compose.yaml", text),
            ("/p/other.yaml", "services: {base: {image: x, environment: [A=b]}, a: {extends: base}}\nnetworks: {front: }\n"),
            ("/p/o2.yaml", "services: {c: {image: y}}\nvolumes: {data: }\n"),
            ("/p/a.env", "A=1\nB=\"two\"\n"));

        // No file in memory waits for anything.
        return new ProjectLoader(files, Options).LoadAsync(["/p/compose.yaml"], CancellationToken.None).GetAwaiter().GetResult();
    }

    private static string? OfResult(ComposeFileResult result, string text)
    {
        bool hasErrors = result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        if (result.Succeeded == hasErrors)
        {
            return hasErrors ? "There are errors, and a project." : "There is neither a project nor an error.";
        }

        string[] lines = text.Split('\n');
        foreach (Diagnostic diagnostic in result.Diagnostics)
        {
            if (!Codes.Contains(diagnostic.Code) || diagnostic.Message.Length == 0)
            {
                return $"The finding has no known code, or says nothing: {diagnostic}";
            }

            if (diagnostic.Span is { } span && !IsInside(span, lines))
            {
                return $"The place is not in the text: {diagnostic} to {span.EndLine},{span.EndColumn}";
            }
        }

        return result.Project is { } project ? OfPrinted(project) : null;
    }

    // YAML knows more line breaks than \n: \r, and three that only YAML 1.1 has.
    private static bool IsInside(SourceSpan span, string[] lines)
    {
        if (!span.Path.EndsWith("compose.yaml", StringComparison.Ordinal))
        {
            return span is { Line: >= 1, Column: >= 1 };
        }

        int breaks = lines.Length + lines.Sum(line => line.AsSpan().Count('\r') + line.AsSpan().Count('\u0085') + line.AsSpan().Count('\u2028') + line.AsSpan().Count('\u2029'));
        return span.Line >= 1 && span.Column >= 1 && span.Line <= breaks + 1
            && (span.EndLine > span.Line || (span.EndLine == span.Line && span.EndColumn >= span.Column))
            && (breaks > lines.Length || span.Line > lines.Length || span.Column <= lines[span.Line - 1].Length + 2);
    }

    private static string? OfPrinted(Model.ComposeProject project)
    {
        string json = ComposeFile.ToJson(project);
        string yaml = ComposeFile.ToYaml(project);
        ComposeFileResult again = Load(yaml);
        return again.Project is null ? $"What is printed does not load again: {again.Diagnostics[0]}\n{yaml}"
            : ComposeFile.ToJson(again.Project) != json ? $"What is printed loads to something else:\n{yaml}\nand then\n{ComposeFile.ToYaml(again.Project)}"
            : null;
    }
}
