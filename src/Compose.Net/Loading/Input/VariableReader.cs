using System.Collections.Immutable;
using Compose.Net.Diagnostics;
using Compose.Net.Syntax;

namespace Compose.Net.Loading.Input;

/// <summary>Collects the variables: the environment wins over env files, and a later env file over an earlier one.</summary>
internal sealed class VariableReader
{
    private const string DefaultFile = ".env";

    private readonly IFileSource _files;
    private readonly PathNames _names;
    private readonly DiagnosticBag _diagnostics;
    private readonly ImmutableArray<string> _given;
    private readonly bool _defaultIsOff;
    private readonly ComposeLimits _limits;

    public VariableReader(IFileSource files, ComposeFileOptions options, PathNames names, DiagnosticBag diagnostics)
    {
        _files = files;
        _names = names;
        _diagnostics = diagnostics;
        _limits = options.Limits;
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
            Read(file, _names.Full(file), found);
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
            Read(_names.Short(path), path, found);
            Add(found);
        }
    }

    private void Read(string name, string path, Dictionary<string, string> found)
    {
        FileContent content = _files.Read(path);
        if (content.Problem is { } problem)
        {
            _diagnostics.Error(
                content.Missing ? DiagnosticCodes.FileNotFound : DiagnosticCodes.FileUnreadable,
                content.Missing ? "The env file does not exist. Check its name and the current folder." : $"The env file cannot be read. {problem}",
                new SourceSpan(name, 1, 1));
        }
        else if (SourceText.Decode(name, content.Bytes.Span, _diagnostics, _limits) is { } text)
        {
            new EnvironmentFile(text, All, found, _diagnostics).Read();
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
