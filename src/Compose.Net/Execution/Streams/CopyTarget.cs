using Compose.Net.Diagnostics;

namespace Compose.Net.Execution;

/// <summary>Where copied files come to lie, by the rules of the docker command. Pure.</summary>
/// <param name="Folder">The folder that they are put into.</param>
/// <param name="Name">The name that the source gets there; null keeps its own.</param>
internal sealed record CopyTarget(string Folder, string? Name)
{
    /// <param name="source">What is copied, for messages.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    /// <param name="target">Where it should go.</param>
    /// <param name="stat">What is there; null for nothing.</param>
    /// <exception cref="ComposeEngineException">It cannot go there.</exception>
    public static CopyTarget Of(string source, bool isFolder, string target, PathStat? stat)
    {
        if (stat is { IsFolder: true })
            return new CopyTarget(target, null);
        if (stat is not null && isFolder)
            throw Refused($"\"{source}\" is a folder, and \"{target}\" a file. Copy it into a folder.");
        if (stat is null && !isFolder && target.EndsWith('/'))
            throw Refused($"There is no folder \"{target.TrimEnd('/')}\" to copy \"{source}\" into. Make it first.");

        string whole = target.Length > 1 ? target.TrimEnd('/') : target;
        int slash = whole.LastIndexOf('/');
        return new CopyTarget(slash < 0 ? "." : slash == 0 ? "/" : whole[..slash], whole[(slash + 1)..]);
    }

    /// <summary>Whether a source stands for what is in it, and not for itself.</summary>
    public static bool IsContent(string source) => source is "." || source.EndsWith("/.", StringComparison.Ordinal);

    public static ComposeEngineException Refused(string message, Exception? inner = null) => new(DiagnosticCodes.CopyNotPossible, message, innerException: inner);
}
