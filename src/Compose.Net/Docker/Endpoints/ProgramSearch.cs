namespace Compose.Net.Docker.Endpoints;

/// <summary>
/// Finds programs in the folders of <c>PATH</c>. The framework looks into the current folder before that, and who has just fetched a project
/// stands in a folder that others have filled.
/// </summary>
internal static class ProgramSearch
{
    /// <summary>Returns the program's full path; null where no folder has it.</summary>
    /// <param name="program">Its name, without an extension.</param>
    /// <param name="folders">What <c>PATH</c> says; null where it is not set.</param>
    public static string? Find(string program, string? folders) => (folders ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => folder.Trim('"'))
        .Where(Path.IsPathFullyQualified)
        .Select(folder => Path.Join(folder, OperatingSystem.IsWindows() ? program + ".exe" : program))
        .FirstOrDefault(IsProgram);

    private static bool IsProgram(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
