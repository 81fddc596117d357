using System.Collections.Immutable;
using Compose.Net.Diagnostics;

namespace Compose.Net.Loading.Input;

/// <summary>Collects the variables: the environment wins over env files, and a later env file over an earlier one.</summary>
internal sealed class VariableReader
{
    private const string DefaultFile = ".env";

    private readonly IFileSource _files;
    private readonly PathNames _names;
    private readonly EnvironmentFileReader _reader;
    private readonly ImmutableArray<string> _given;
    private readonly bool _defaultIsOff;

    public VariableReader(IFileSource files, ComposeFileOptions options, PathNames names, DiagnosticBag diagnostics)
    {
        _files = files;
        _names = names;
        _reader = new EnvironmentFileReader(files, options.Limits, diagnostics);
        All = new Dictionary<string, string>(options.Environment ?? files.Environment, StringComparer.Ordinal);
        All.TryAdd("PWD", files.CurrentDirectory);
        _given = options.EnvironmentFiles.IsEmpty
            ? [.. All.GetValueOrDefault("COMPOSE_ENV_FILES", "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]
            : options.EnvironmentFiles;
        _defaultIsOff = All.GetValueOrDefault("COMPOSE_DISABLE_ENV_FILE") is "true" or "1" or "True" or "TRUE" or "t" or "T";
    }

    public Dictionary<string, string> All { get; }

    /// <summary>Adds the env files that were named, or the default one of a folder.</summary>
    public void AddFiles(string? folder)
    {
        if (_given.IsEmpty)
        {
            AddDefaultFile(folder);
            return;
        }

        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in _given)
        {
            _reader.Read(file, _names.Full(file), All, found);
        }

        Add(found);
    }

    /// <summary>Adds the default env file of a folder, unless env files were named.</summary>
    public void AddDefaultFile(string? folder)
    {
        if (folder is null || _defaultIsOff || !_given.IsEmpty)
        {
            return;
        }

        string path = Path.Combine(folder, DefaultFile);
        if (_files.FileExists(path))
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            _reader.Read(_names.Short(path), path, All, found);
            Add(found);
        }
    }

    private void Add(Dictionary<string, string> found)
    {
        foreach ((string name, string value) in found)
        {
            All.TryAdd(name, value);
        }
    }
}
