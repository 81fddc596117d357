namespace Compose.Net.Model;

/// <summary>An env file that a service names, and that was not read.</summary>
/// <param name="Path">The path of the file.</param>
public sealed record EnvironmentFileReference(string Path)
{
    /// <summary>Whether a missing file is an error. Defaults to true.</summary>
    public bool Required { get; init; } = true;

    /// <summary>Whether its lines are taken as they are, without quotes and variables, as <c>docker run --env-file</c> does; the file's <c>format: raw</c>. Defaults to false.</summary>
    public bool Raw { get; init; }
}
