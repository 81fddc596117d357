namespace Compose.Net.Model;

/// <summary>A further name under which one service reaches another, or a container outside of the project.</summary>
/// <param name="Target">The service of <c>links</c>, or the container of <c>external_links</c>.</param>
/// <param name="Alias">The name; null for the target's own.</param>
public sealed record LinkDefinition(string Target, string? Alias = null)
{
    /// <summary>Returns the form the file uses, for example <c>db:database</c>.</summary>
    public override string ToString() => Alias is null ? Target : $"{Target}:{Alias}";
}
