using System.Collections.Immutable;

namespace Compose.Net.Model;

/// <summary>A secret that services may read as a file. No text of a project shows what it holds.</summary>
public sealed record SecretDefinition
{
    /// <summary>The key in the file, by which services refer to it.</summary>
    public required string Key { get; init; }

    /// <summary>The name; <c>project_key</c> unless the file says otherwise.</summary>
    public required string Name { get; init; }

    /// <summary>The absolute path of the file that holds it. Null where it comes from elsewhere.</summary>
    public string? File { get; init; }

    /// <summary>The name of the variable that holds it. Null where it comes from elsewhere.</summary>
    public string? Environment { get; init; }

    /// <summary>Whether somebody else owns it. Defaults to false.</summary>
    public bool External { get; init; }

    /// <summary>The user's labels.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The driver that keeps it; of use in a swarm only.</summary>
    public string? Driver { get; init; }

    /// <summary>The driver's options.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init => field = Ordinal.Sorted(value); } = Ordinal.Map<string>();

    /// <summary>The driver of the template that its text is; of use in a swarm only.</summary>
    public string? TemplateDriver { get; init; }

    /// <summary>What the variable held when the project was loaded; null where there is none.</summary>
    internal string? Value { get; init; }
}
