using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Compose.Net.Diagnostics;
using Compose.Net.Model;

namespace Compose.Net;

/// <summary>What loading came to: a project, or errors; and warnings with either.</summary>
/// <param name="Project">The project; null where there are errors.</param>
/// <param name="Diagnostics">All findings, in the order of their place.</param>
public sealed record ComposeFileResult(ComposeProject? Project, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a project.</summary>
    [MemberNotNullWhen(true, nameof(Project))]
    public bool Succeeded => Project is not null;

    /// <summary>The values that <c>${NAME}</c> was looked up in: the environment first, then the env files. Empty where nothing was read.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = ImmutableDictionary<string, string>.Empty;
}
