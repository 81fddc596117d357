using System.Collections.Immutable;
using Compose.Net.Model;

namespace Compose.Net.Planning;

/// <summary>Builds an image with the engine's own builder.</summary>
/// <param name="Image">The name that the image gets.</param>
/// <param name="Build">How it is built.</param>
/// <param name="Labels">All labels, the user's and ours.</param>
public sealed record BuildImage(string Image, BuildDefinition Build, ImmutableSortedDictionary<string, string> Labels) : Operation
{
    /// <inheritdoc/>
    public override string Subject => Image;

    /// <summary>The platform, <c>os[/architecture[/variant]]</c>. Null builds for the one of the engine.</summary>
    public string? Platform { get; init; }

    /// <summary>How much memory each step of the build may use, in bytes. Null sets no limit.</summary>
    public long? Memory { get; init; }

    /// <summary>Whether nothing is built where the engine has the image by then, because an earlier step tried to fetch it. Defaults to false.</summary>
    public bool OnlyIfMissing { get; init; }
}
