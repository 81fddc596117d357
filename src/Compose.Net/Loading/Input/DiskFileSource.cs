using System.Collections;

namespace Compose.Net.Loading.Input;

/// <summary>The disk, standard input and environment of this process. The only class of the room that touches them.</summary>
internal sealed class DiskFileSource : IComposeFileSource
{
    public string CurrentDirectory => System.Environment.CurrentDirectory;

    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var variables = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables())
            {
                variables[(string)variable.Key] = (string?)variable.Value ?? "";
            }

            return variables;
        }
    }

    // A link that leads nowhere is no file, and .NET says that it is one.
    public bool FileExists(string path) => File.Exists(path) && (new FileInfo(path) is { LinkTarget: null } || LeadsToFile(path));

    public bool DirectoryExists(string path) => Directory.Exists(path);

    public Stream OpenRead(string path) => path == "-"
        ? Console.OpenStandardInput()
        : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);

    private static bool LeadsToFile(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true)?.Exists == true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // In a circle, for example.
        }
    }
}
