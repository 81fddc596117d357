namespace Compose.Net.Model;

/// <summary>The security option that says which calls into the kernel are allowed.</summary>
internal static class SeccompOption
{
    private const string Start = "seccomp=";

    /// <summary>The file that an option names as its profile; null where it names none.</summary>
    public static string? FileOf(string option) =>
        option.StartsWith(Start, StringComparison.Ordinal) && option[Start.Length..] is { Length: > 0 } profile && profile is not ("unconfined" or "builtin") && profile[0] != '{'
            ? profile
            : null;

    /// <summary>The option with what the profile says in place of the file's name; null where no profile was read.</summary>
    public static string? WithContent(string option, ServiceDefinition service) =>
        FileOf(option) is { } file && service.SeccompProfiles.TryGetValue(file, out string? content) ? Start + content : null;
}
