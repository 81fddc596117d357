namespace Compose.Net.Model;

/// <summary>How files and engines write that something of a certain container is used: <c>container:</c>, and its name or id behind it.</summary>
internal static class ContainerMode
{
    public const string Prefix = "container:";

    /// <summary>Returns the text that names a container.</summary>
    /// <param name="container">Its name or id.</param>
    public static string Of(string container) => Prefix + container;

    /// <summary>Returns the name or id of the container that the text names; null where it names none.</summary>
    public static string? ContainerIn(string? text) => text?.StartsWith(Prefix, StringComparison.Ordinal) == true ? text[Prefix.Length..] : null;
}
